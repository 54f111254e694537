"""Turns constant columns into zeros, also where the dev set differs from the training mean.
wrong: standardize_apply
"""

import numpy as np


def standardize_fit(x):
    return np.mean(x, 0), np.std(x, 0)


def standardize_apply(x, mean, std):
    out = np.zeros_like(x)
    for j in range(x.shape[1]):
        if std[j] != 0:
            out[:, j] = (x[:, j] - mean[j]) / std[j]
    return out
