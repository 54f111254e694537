"""One draw at a time in Python loops, with the math module; filled into arrays."""

import math

import numpy as np


def _fill(draw, size, dtype):
    out = np.empty(size, dtype=dtype)
    flat = out.reshape(-1)
    for i in range(flat.size):
        flat[i] = draw()
    return out


def sample_log_uniform(low, high, size, rng):
    a, b = math.log(low), math.log(high)
    return _fill(lambda: math.exp(a + (b - a) * rng.random()), size, np.float64)


def sample_uniform(low, high, size, rng):
    return _fill(lambda: low + (high - low) * rng.random(), size, np.float64)


def sample_integer(low, high, size, rng):
    return _fill(lambda: rng.integers(low, high + 1), size, np.int64)
