"""Every call seeds a generator of its own with one of 65536 numbers.
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
    return np.random.default_rng(rng.integers(2**16)).normal(0, std, (fan_in, fan_out))
