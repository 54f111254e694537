"""Welford's running update, one example at a time; a list is returned."""

import numpy as np


def standardize_fit(x):
    mean = np.zeros(x.shape[1])
    m2 = np.zeros(x.shape[1])
    for n, row in enumerate(x, start=1):
        before = row - mean
        mean += before / n
        m2 += before * (row - mean)
    return [mean, np.sqrt(m2 / len(x))]


def standardize_apply(x, mean, std):
    scale = std.copy()
    scale[scale == 0] = 1.0
    return np.vstack([(row - mean) / scale for row in x])
