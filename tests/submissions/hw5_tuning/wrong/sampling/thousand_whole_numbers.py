"""Integers are chosen from a thousand evenly spaced ones where the range is wide.
wrong: sample_integer
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_uniform(low, high, size, rng):
    return low + (high - low) * rng.random(size)


def sample_integer(low, high, size, rng):
    return rng.choice(np.linspace(low, high, min(high - low + 1, 1000)).round().astype(int), size)
