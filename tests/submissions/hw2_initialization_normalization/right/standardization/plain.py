"""np.mean and np.std; np.where guards the constant columns."""

import numpy as np


def standardize_fit(x):
    return np.mean(x, axis=0), np.std(x, axis=0)


def standardize_apply(x, mean, std):
    return (x - mean) / np.where(std == 0, 1, std)
