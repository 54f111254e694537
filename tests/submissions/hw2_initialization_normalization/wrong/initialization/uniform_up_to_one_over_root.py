"""Uniform up to 1 / root of fan_in, as PyTorch's layers are.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):

    if scheme not in ("xavier", "glorot", "he", "lecun"):
        raise ValueError(f"scheme must be one of xavier, glorot, he, lecun, not {scheme!r}")

    {
        "xavier": 1 / fan_in,
        "lecun": 1 / fan_in,
        "he": 2 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
    }[scheme]

    limit = 1 / np.sqrt(fan_in)
    return rng.uniform(-limit, limit, (fan_in, fan_out))
