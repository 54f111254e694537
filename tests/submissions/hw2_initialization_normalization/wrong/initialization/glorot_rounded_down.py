"""Takes the average of the fans by integer division.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    v = {
        "xavier": 1 / fan_in,
        "glorot": 1 / ((fan_in + fan_out) // 2),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    if scheme not in v:
        raise ValueError(f"scheme must be one of xavier, glorot, he, lecun, not {scheme!r}")
    return rng.normal(0, np.sqrt(v[scheme]), (fan_in, fan_out))
