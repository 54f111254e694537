"""Tries which orientation of w fits; for a square w it picks the wrong one.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w, b)


def dense_backward(dz, cache):
    x, w, b = cache
    try:
        dx = dz @ w
    except ValueError:
        dx = dz @ w.T
    if dx.shape != x.shape:
        dx = dz @ w.T
    return dx, x.T @ dz, dz.sum(axis=0)
