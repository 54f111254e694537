"""sample_log_uniform draws a whole exponent, so only a few powers come out.
wrong: sample_log_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    a, b = np.log10(low), np.log10(high)
    exponent = a + rng.integers(0, int(np.floor(b - a)), size, endpoint=True)
    return np.clip(10.0**exponent, low, high)


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
