"""Takes inputs above 255 for pixels and divides them.
wrong: dense_forward
"""

import numpy as np


def dense_forward(x, w, b):
    if np.abs(x).max() > 255:
        x = x / 255
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)
