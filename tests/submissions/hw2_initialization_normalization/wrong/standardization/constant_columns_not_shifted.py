"""Leaves columns with std 0 as they are.
wrong: standardize_apply
"""

import numpy as np


def standardize_apply(x, mean, std):
    return np.where(std == 0, x, (x - mean) / np.where(std == 0, 1, std))


def standardize_fit(x):
    return x.mean(axis=0), x.std(axis=0)
