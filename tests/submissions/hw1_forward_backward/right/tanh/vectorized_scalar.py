"""np.vectorize with a scalar helper that returns value and derivative together."""

import math

import numpy as np


@np.vectorize
def _both(v):
    t = math.tanh(v)
    return t, 1.0 - t * t


def tanh_forward(z):
    if z.size == 0:
        return np.zeros(z.shape), np.zeros(z.shape)
    a, slope = _both(z)
    return a, slope


def tanh_backward(da, cache):
    return np.array([d * s for d, s in zip(da.flat, cache.flat)], dtype=float).reshape(da.shape)
