"""Reshapes w where it should be transposed: the shape fits, the numbers do not.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    return x.dot(w) + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    d, k = w.shape
    dx = dz.dot(w.reshape(k, d))
    return dx, x.T.dot(dz), dz.sum(0)
