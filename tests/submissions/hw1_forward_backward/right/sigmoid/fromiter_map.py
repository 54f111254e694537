"""map and np.fromiter; the cache is raw bytes with the shape; Fortran-ordered results."""

import math

import numpy as np


def _logistic(v):
    if v < 0:
        return 1.0 - _logistic(-v) if v > -1 else math.exp(v) / (1.0 + math.exp(v))
    return 1.0 / (1.0 + math.exp(-v))


def sigmoid_forward(z):
    a = np.fromiter(map(_logistic, z.flat), dtype=float, count=z.size).reshape(z.shape)
    return np.array(a, order="F"), (a.tobytes(), z.shape)


def sigmoid_backward(da, cache):
    raw, shape = cache
    a = np.frombuffer(raw).reshape(shape)
    return np.array(np.prod([da, a, 1 - a], axis=0), order="F")
