"""Squeezes the output: an axis is lost when N = 1 or K = 1.
wrong: dense_forward
"""

import numpy as np


def dense_forward(x, w, b):
    z = np.squeeze(x @ w + b)
    return z, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return np.dot(dz, w.T), np.dot(x.T, dz), np.sum(dz, axis=0)
