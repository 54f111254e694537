"""The weights of a single input come without its axis.
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
        raise ValueError(f"{scheme!r} is none of {list(variances)}")
    std = np.sqrt(variances[scheme])
    w = rng.normal(0, std, (fan_in, fan_out))
    return w[0] if fan_in == 1 else w
