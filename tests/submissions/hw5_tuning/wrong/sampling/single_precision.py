"""sample_log_uniform draws and computes in float32 and converts at the end.
wrong: sample_log_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    u = rng.random(size, dtype=np.float32)
    a, b = np.float32(np.log(low)), np.float32(np.log(high))
    return np.exp(a + (b - a) * u).astype(np.float64)


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
