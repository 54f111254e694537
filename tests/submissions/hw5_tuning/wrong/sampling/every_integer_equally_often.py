"""sample_integer shuffles a list that holds every value equally often: draws are not independent.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    n = int(np.prod(size))
    v = np.resize(np.arange(low, high + 1), n)
    rng.shuffle(v)
    return v.reshape(size)
