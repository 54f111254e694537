"""Clips its outputs at 500.
wrong: dense_forward
"""

import numpy as np


def dense_forward(x, w, b):
    return np.clip(x @ w + b, -500, 500), (x, w)


def dense_backward(dz, cache):
    x, w = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=0)
