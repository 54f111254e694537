"""sample_uniform rounds to four digits.
wrong: sample_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_integer(low, high, size, rng):
    return rng.integers(low, high, size=size, endpoint=True)


def sample_uniform(low, high, size, rng):
    return np.round(rng.uniform(low, high, size), 4)
