"""Draws one row and repeats it for every input.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    std = {
        "xavier": lambda: (1 / fan_in) ** 0.5,
        "glorot": lambda: (2 / (fan_in + fan_out)) ** 0.5,
        "he": lambda: (2 / fan_in) ** 0.5,
        "lecun": lambda: (1 / fan_in) ** 0.5,
    }
    if scheme not in std:
        raise ValueError(f"unknown scheme, use one of {sorted(std)}")
    w = np.zeros((fan_in, fan_out))
    w += rng.normal(0, std[scheme](), size=fan_out)
    return w
