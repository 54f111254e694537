"""sample_integer rounds a uniform draw: both ends come half as often as the rest.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return 10.0 ** sample_uniform(np.log10(low), np.log10(high), size, rng)


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    return np.rint(sample_uniform(low, high, size, rng)).astype(int)
