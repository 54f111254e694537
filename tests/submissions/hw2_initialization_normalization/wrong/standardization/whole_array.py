"""One mean and one std of the whole array, repeated for every column.
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    d = x.shape[1]
    return np.full(d, np.mean(x)), np.full(d, np.std(x))


def standardize_apply(x, mean, std):
    return (x - mean) / np.where(std > 0, std, 1.0)
