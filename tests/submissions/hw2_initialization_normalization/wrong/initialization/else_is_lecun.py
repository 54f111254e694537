"""Every other scheme is taken for lecun: no error for an unknown one.
wrong: init_weights
"""

import numpy as np


def init_weights(fan_in, fan_out, scheme, rng):
    if scheme == "he":
        var = 2 / fan_in
    elif scheme == "glorot":
        var = 2 / (fan_in + fan_out)
    else:
        var = 1 / fan_in
    return np.sqrt(var) * rng.normal(size=(fan_in, fan_out))
