"""Sums dz over the units, so db has one entry per example.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    z = x @ w
    z += b
    return z, (x, w)


def dense_backward(dz, cache):
    (x, w) = cache
    return dz @ w.T, x.T @ dz, dz.sum(axis=1)
