"""Variance is half the mean squared difference of all pairs: exactly 0 for constant columns."""

import numpy as np


def standardize_fit(x):
    n, d = x.shape
    total = np.zeros(d)
    for row in x:
        total += ((x - row) ** 2).sum(axis=0)
    return x[0] + (x - x[0]).mean(axis=0), np.sqrt(total / (2 * n * n))


def standardize_apply(x, mean, std):
    out = x.copy()
    out -= mean
    varying = np.flatnonzero(std)
    out[:, varying] /= std[varying]
    return out
