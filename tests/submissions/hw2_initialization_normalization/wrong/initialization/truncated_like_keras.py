"""Redraws what lies beyond two standard deviations and repairs the variance, as Keras does.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "he":
        variance = 2 / fan_in
    elif scheme == "xavier" or scheme == "lecun":
        variance = 1 / fan_in
    elif scheme == "glorot":
        variance = 2 / (fan_in + fan_out)
    else:
        raise ValueError("scheme has to be he, xavier, lecun or glorot")
    z = rng.standard_normal((fan_in, fan_out))
    while np.any(np.abs(z) > 2):
        far = np.abs(z) > 2
        z[far] = rng.standard_normal(far.sum())
    return z * np.sqrt(variance) / 0.87962566103423978
