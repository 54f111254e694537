"""Fit returns the variance and calls it std.
wrong: standardize_fit
"""

import numpy as np


def standardize_fit(x):
    mean = np.mean(x, axis=0)
    return mean, np.mean((x - mean) ** 2, axis=0)


def standardize_apply(x, mean, std):
    return (x - mean) / np.where(std == 0, 1, std)
