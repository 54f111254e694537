"""Fit reports 1 instead of 0 as the std of a constant column.
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    mean, std = np.average(x, axis=0), np.std(x, axis=0)
    std[np.all(x == x[0], axis=0)] = 1.0
    return mean, std


def standardize_apply(x, mean, std):
    return np.divide(x - mean, std, out=x - mean, where=std != 0)
