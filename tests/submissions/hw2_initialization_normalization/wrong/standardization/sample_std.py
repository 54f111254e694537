"""Divides by N - 1 (by 1 for a single example).
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    n = len(x)
    mean = x.sum(axis=0) / n
    return mean, np.sqrt(((x - mean) ** 2).sum(axis=0) / max(n - 1, 1))


def standardize_apply(x, mean, std):
    divisor = std.copy()
    divisor[divisor == 0] = 1
    return (x - mean) / divisor
