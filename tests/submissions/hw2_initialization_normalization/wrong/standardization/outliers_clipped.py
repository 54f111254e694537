"""Moves outliers to ten standard deviations.
wrong: standardize_apply
"""

import numpy as np


def standardize_fit(x):
    return x.mean(axis=0), x.std(axis=0)


def standardize_apply(x, mean, std):
    return np.clip((x - mean) / np.where(std == 0, 1.0, std), -10, 10)
