"""sample_log_uniform chooses among a thousand values.
wrong: sample_log_uniform
"""

import numpy as np


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high, size=size, endpoint=True)


def sample_log_uniform(low, high, size, rng):
    return rng.choice(np.logspace(np.log10(low), np.log10(high), 1000).clip(low, high), size)
