"""Takes every column with a std below 1e-6 for a constant one.
wrong: standardize_apply
"""

import numpy as np


def standardize_fit(x):
    mu = x.mean(axis=0)
    sigma = x.std(axis=0)
    return mu, sigma


def standardize_apply(x, mean, std):
    safe = np.where(std < 1e-6, 1.0, std)
    return (x - mean) / safe
