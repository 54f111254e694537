"""Backward takes a training step on the cached w, which is the caller's own array.
wrong: dense_backward
"""

import numpy as np

LEARNING_RATE = 0.01


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    dx = dz @ w.T
    dw = x.T @ dz
    db = dz.sum(axis=0)
    w -= LEARNING_RATE * dw
    return dx, dw, db
