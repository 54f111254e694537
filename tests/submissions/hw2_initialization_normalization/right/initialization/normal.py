"""rng.normal with a dictionary of variances."""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    variances = {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    if scheme not in variances:
        raise ValueError(f"unknown scheme {scheme!r}, choose one of {', '.join(variances)}")
    return rng.normal(0, np.sqrt(variances[scheme]), size=(fan_in, fan_out))
