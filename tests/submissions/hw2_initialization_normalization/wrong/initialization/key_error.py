"""An unknown scheme raises the dictionary's KeyError.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    """scheme is one of xavier, glorot, he, lecun"""
    std = np.sqrt({
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }[scheme])
    return std * rng.standard_normal(size=(fan_in, fan_out))
