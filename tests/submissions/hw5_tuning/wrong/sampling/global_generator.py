"""sample_uniform draws from NumPy's global generator, not from rng.
wrong: sample_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return np.exp(np.log(low) + (np.log(high) - np.log(low)) * rng.random(size))


def sample_uniform(low, high, size, rng):
    return np.random.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high, size, endpoint=True)
