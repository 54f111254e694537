"""The range is widened to whole decades, and the draws are clipped.
wrong: sample_log_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.floor(np.log10(low)), np.ceil(np.log10(high)), size)
    return np.clip(10.0**r, low, high)


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
