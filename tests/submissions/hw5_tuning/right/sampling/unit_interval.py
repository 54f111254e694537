"""Everything from rng.random: geometric and arithmetic mixing of the ends, floor of a scaled draw."""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    u = rng.random(size)
    return np.clip(low ** (1.0 - u) * high**u, low, high)


def sample_uniform(low, high, size, rng):
    u = rng.random(size)
    return np.clip((1.0 - u) * low + u * high, low, high)


def sample_integer(low, high, size, rng):
    width = high - low + 1
    return low + np.minimum(np.floor(rng.random(size) * width), width - 1).astype(np.int64)
