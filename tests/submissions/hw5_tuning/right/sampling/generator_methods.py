"""The generator's own methods: a power of ten of a uniform exponent, uniform, integers with endpoint."""

import numpy as np


def sample_log_uniform(low, high, size, rng):
    r = rng.uniform(np.log10(low), np.log10(high), size)
    return 10.0**r


def sample_uniform(low, high, size, rng):
    return rng.uniform(low, high, size)


def sample_integer(low, high, size, rng):
    return rng.integers(low, high, size=size, endpoint=True)
