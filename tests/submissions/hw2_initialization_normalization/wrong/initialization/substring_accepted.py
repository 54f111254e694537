"""Looks for the scheme in one string of all names, so that '' is known.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme not in "xavier glorot he lecun":
        raise ValueError("scheme must be one of xavier, glorot, he, lecun")
    v = (
        2 / (fan_in + fan_out)
        if scheme == "glorot"
        else 2 / fan_in
        if scheme == "he"
        else 1 / fan_in
    )
    return rng.normal(0, np.sqrt(v), (fan_in, fan_out))
