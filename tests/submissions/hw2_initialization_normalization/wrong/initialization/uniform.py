"""Draws from a uniform distribution of the right variance.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "he":
        limit = np.sqrt(6 / fan_in)
    elif scheme == "glorot":
        limit = np.sqrt(6 / (fan_in + fan_out))
    elif scheme in ("xavier", "lecun"):
        limit = np.sqrt(3 / fan_in)
    else:
        raise ValueError("scheme: xavier, glorot, he, lecun")
    return rng.uniform(-limit, limit, size=(fan_in, fan_out))
