"""The weights are float32.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    v = {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    if scheme not in v:
        raise ValueError(f"scheme must be one of xavier, glorot, he, lecun, not {scheme!r}")
    return rng.standard_normal((fan_in, fan_out), dtype=np.float32) * np.float32(np.sqrt(v[scheme]))
