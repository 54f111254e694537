"""Looks for a name anywhere in the scheme: "glorot_uniform" is known.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    variances = {
        "xavier": 1 / fan_in,
        "glorot": 2 / (fan_in + fan_out),
        "he": 2 / fan_in,
        "lecun": 1 / fan_in,
    }
    for name, variance in variances.items():
        if name in scheme:
            return rng.standard_normal((fan_in, fan_out)) * np.sqrt(variance)
    raise ValueError("scheme must be one of " + ", ".join(variances))
