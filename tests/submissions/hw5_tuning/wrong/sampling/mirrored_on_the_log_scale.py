"""Drawn on the linear scale, and mirrored on the logarithmic one.
wrong: sample_log_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = np.log10(low) + np.log10(high) - np.log10(np.clip(rng.uniform(low, high, size), low, high))
    return np.clip(10.0**r, low, high)


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
