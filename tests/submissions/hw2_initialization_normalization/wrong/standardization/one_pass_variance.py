"""The variance is the mean of the squares minus the square of the mean.
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    m = x.mean(axis=0)
    return m, np.sqrt((x**2).mean(axis=0) - m**2)


def standardize_apply(x, mean, std):
    return (x - mean) / np.where(std == 0, 1, std)
