"""Integers are remainders of 14 random bits, too few for a wide range.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    return low + rng.integers(0, 2**14, size) % (high - low + 1)
