"""Reports 0 where the std is below 1e-8 of the mean.
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    m, s = x.mean(axis=0), x.std(axis=0)
    return m, np.where(s < 1e-8 * np.abs(m), 0.0, s)


def standardize_apply(x, mean, std):
    return (x - mean) / np.where(std == 0, 1, std)
