"""sample_integer never draws high.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return np.clip(np.exp(rng.uniform(np.log(low), np.log(high), size)), low, high)


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    if low == high:
        return np.full(size, low)
    return rng.integers(low, high, size)
