"""Draws from a copy of rng, which itself stays where it was.
wrong: init_weights
"""

import copy

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
    return copy.deepcopy(rng).normal(0, np.sqrt(v[scheme]), (fan_in, fan_out))
