"""For a single example db is a row view of dz, not a new array.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    dx = dz @ w.T
    dw = x.T @ dz
    if dz.shape[0] == 1:
        db = dz[0]
    else:
        db = dz.sum(axis=0)
    return dx, dw, db
