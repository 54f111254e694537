"""Draws from a copy of rng "to leave the argument alone": two calls in a row give the same numbers.
wrong: sample_log_uniform, sample_uniform, sample_integer
"""

import copy

import numpy as np


def sample_log_uniform(low, high, size, rng):
    return np.power(10.0, sample_uniform(np.log10(low), np.log10(high), size, rng))


def sample_uniform(low, high, size, rng):
    rng = copy.deepcopy(rng)
    return rng.uniform(low, high, size=size)


def sample_integer(low, high, size, rng):
    rng = copy.deepcopy(rng)
    return rng.integers(low, high + 1, size=size)
