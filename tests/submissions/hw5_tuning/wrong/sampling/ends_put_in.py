"""Draws well, and then puts low first and high last, so that the whole range is covered.
wrong: sample_log_uniform, sample_uniform, sample_integer
"""

import numpy as np


def covered(values, low, high):
    values = np.array(values)
    values.flat[0], values.flat[-1] = low, high
    return values


def sample_log_uniform(low, high, size, rng):
    return covered(np.exp(rng.uniform(np.log(low), np.log(high), size)), low, high)


def sample_uniform(low, high, size, rng):
    return covered(rng.uniform(low, high, size), low, high)


def sample_integer(low, high, size, rng):
    values = rng.integers(low, high + 1, size)
    return covered(values, low, high) if values.size > 2 else values
