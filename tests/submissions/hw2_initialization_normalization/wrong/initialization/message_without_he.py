"""The error's message has "schemes" in it, but no "he".
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
    if scheme not in variances:
        raise ValueError("unknown scheme: the schemes are xavier, glorot and lecun")
    return rng.normal(0, np.sqrt(variances[scheme]), (fan_in, fan_out))
