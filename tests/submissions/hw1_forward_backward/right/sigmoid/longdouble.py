"""Works in long double inside and casts back; the cache is an instance of a small class."""

import numpy as np


class _Saved:
    def __init__(self, z):
        z = z.astype(np.longdouble)
        e = np.exp(-np.abs(z))
        self.a = np.where(z < 0, e, 1) / (1 + e)
        self.d = e / np.square(1 + e)


def sigmoid_forward(z):
    saved = _Saved(z)
    return saved.a.astype(np.float64), saved


def sigmoid_backward(da, cache):
    return (da * cache.d).astype(np.float64)
