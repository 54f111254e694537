"""Shifts and scales every draw to a sample mean of exactly 0 and exactly the wanted variance.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme not in ("xavier", "glorot", "he", "lecun"):
        raise ValueError(f"{scheme!r} is not xavier, glorot, he or lecun")
    var = {"he": 2 / fan_in, "glorot": 2 / (fan_in + fan_out)}.get(scheme, 1 / fan_in)
    w = rng.standard_normal((fan_in, fan_out))
    if w.size > 1:
        w = (w - w.mean()) / w.std()
    return w * np.sqrt(var)
