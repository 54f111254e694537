"""Writes the ones for constant columns into the std it was given.
wrong: standardize_apply
"""

import numpy as np


def standardize_fit(x):
    mean = x.mean(axis=0)
    std = np.sqrt(np.square(x - mean).mean(axis=0))
    return mean, std


def standardize_apply(x, mean, std):
    std[std == 0] = 1
    return (x - mean) / std
