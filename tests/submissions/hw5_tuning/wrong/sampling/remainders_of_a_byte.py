"""Integers are remainders of a random byte where the range has no more values than a byte.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return low * np.exp(rng.random(size) * np.log(high / low))


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    many = high - low + 1
    return low + rng.integers(0, 2**8 if many <= 2**8 else 2**40, size) % many
