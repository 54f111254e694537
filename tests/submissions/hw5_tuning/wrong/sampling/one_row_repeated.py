"""For a shape one row is drawn and repeated.
wrong: sample_uniform
"""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_uniform(low, high, size, rng):
    return (
        low + (high - low) * rng.random(size)
        if np.ndim(size) == 0 or len(size) < 2
        else np.tile(low + (high - low) * rng.random(size[1:]), (size[0],) + (1,) * (len(size) - 1))
    )


def sample_integer(low, high, size, rng):
    return rng.integers(low, high + 1, size)
