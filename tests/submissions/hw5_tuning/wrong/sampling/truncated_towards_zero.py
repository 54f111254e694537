"""sample_integer cuts towards zero instead of down: wrong only below zero, where low is missing and 0 too frequent.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    u = rng.random(size)
    return np.clip(low ** (1 - u) * high**u, low, high)


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    real = low + (high - low + 1) * rng.random(size)
    return np.minimum(real.astype(np.int64), high)
