"""sample_log_uniform mirrors the draw (as for momenta, 1 - 10^r): dense near high instead of near low.
wrong: sample_log_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = np.log10(low) + (np.log10(high) - np.log10(low)) * rng.random(size)
    return np.clip(low + high - 10**r, low, high)


def sample_uniform(low, high, size, rng):
    return low + rng.random(size) * (high - low)


def sample_integer(low, high, size, rng):
    return low + rng.integers(0, high - low + 1, size)
