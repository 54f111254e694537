"""Masked assignment: a different formula on each side of zero, into an own buffer."""

import numpy as np


def sigmoid_forward(z):
    a = np.empty(z.shape)
    pos = z >= 0
    a[pos] = 1.0 / (1.0 + np.exp(-z[pos]))
    e = np.exp(z[~pos])
    a[~pos] = e / (1.0 + e)
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
