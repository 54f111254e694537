"""Makes the bias a column: fails, or mixes up examples and units when N = K.
wrong: dense_forward
"""

import numpy as np


def dense_forward(x, w, b):
    z = x @ w + b.reshape(-1, 1)
    return z, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)
