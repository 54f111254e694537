"""Plain loops over entries, exact sums."""

from math import fsum, sqrt

import numpy as np


def standardize_fit(x):
    n, d = x.shape
    mean = np.zeros(d)
    std = np.zeros(d)
    for j in range(d):
        mean[j] = fsum(x[i, j] for i in range(n)) / n
        std[j] = sqrt(fsum((x[i, j] - mean[j]) ** 2 for i in range(n)) / n)
    return mean, std


def standardize_apply(x, mean, std):
    out = np.zeros(x.shape)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            out[i, j] = x[i, j] - mean[j]
            if std[j] != 0:
                out[i, j] /= std[j]
    return out
