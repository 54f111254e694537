"""sample_uniform returns evenly spaced values in random order: always both ends, never a gap.
wrong: sample_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return np.clip(np.exp(rng.uniform(np.log(low), np.log(high), size)), low, high)


def sample_uniform(low, high, size, rng):
    grid = np.linspace(low, high, int(np.prod(size)))
    return rng.permutation(grid).reshape(size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
