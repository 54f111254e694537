"""An off-by-one loop leaves the last example out of dw.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    z = np.array([row @ w + b for row in x])
    return z, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    dw = np.zeros_like(w)
    for i in range(len(x) - 1):
        dw += np.outer(x[i], dz[i])
    dx = np.array([w @ row for row in dz])
    return dx, dw, dz.sum(axis=0)
