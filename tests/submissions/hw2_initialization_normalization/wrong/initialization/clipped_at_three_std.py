"""Cuts weights off at three standard deviations.
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
        raise ValueError(f"scheme must be one of xavier, glorot, he, lecun, not {scheme!r}")
    s = np.sqrt(v[scheme])
    return np.clip(rng.normal(0, s, (fan_in, fan_out)), -3 * s, 3 * s)
