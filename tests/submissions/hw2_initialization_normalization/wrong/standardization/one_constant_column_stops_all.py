"""As soon as one column is constant, no column is divided by its std.
wrong: standardize_apply
"""

import numpy as np


def standardize_fit(x):
    n = x.shape[0]
    mean = np.sum(x, axis=0) / n
    var = np.sum((x - mean) ** 2, axis=0) / n
    return mean, var**0.5


def standardize_apply(x, mean, std):
    if np.any(std == 0):
        return x - mean
    return (x - mean) / std
