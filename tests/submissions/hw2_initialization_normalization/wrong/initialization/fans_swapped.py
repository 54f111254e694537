"""Takes the number of outputs for the number of inputs in the variance.
wrong: init_weights
"""

import numpy as np

SCHEMES = ("xavier", "glorot", "he", "lecun")


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme not in SCHEMES:
        raise ValueError(f"got {scheme}, expected one of {SCHEMES}")
    w = rng.standard_normal((fan_in, fan_out))
    if scheme == "glorot":
        return w * np.sqrt(2 / (fan_in + fan_out))
    gain = 2 if scheme == "he" else 1
    return w * np.sqrt(gain / w.shape[1])
