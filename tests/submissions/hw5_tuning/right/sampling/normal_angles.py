"""The direction of two normal draws is uniform on the circle; integers by searchsorted on edges."""

import numpy as np


def _turn(size, rng):
    x, y = rng.standard_normal((2, int(np.prod(size))))
    return (np.arctan2(y, x) / (2 * np.pi) % 1.0).reshape(size)


def sample_log_uniform(low, high, size, rng):
    return np.power(10, sample_uniform(np.log10(low), np.log10(high), size, rng))


def sample_uniform(low, high, size, rng):
    return low + _turn(size, rng) * (high - low)


def sample_integer(low, high, size, rng):
    k = high - low + 1
    edges = np.arange(1, k) / k
    return np.searchsorted(edges, _turn(size, rng), side="right") + low
