"""The ValueError does not say which schemes there are.
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
        raise ValueError(f"unknown scheme {scheme!r}")
    return rng.normal(0, np.sqrt(v[scheme]), (fan_in, fan_out))
