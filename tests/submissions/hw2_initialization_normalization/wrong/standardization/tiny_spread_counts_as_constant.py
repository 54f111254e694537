"""A column that varies by less than 1e-6 counts as constant.
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    std = x.std(axis=0)
    return x.mean(axis=0), np.where(np.isclose(std, 0, atol=1e-6), 0, std)


def standardize_apply(x, mean, std):
    return (x - mean) / np.where(std == 0, 1, std)
