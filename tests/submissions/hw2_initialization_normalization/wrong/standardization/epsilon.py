"""Adds 1e-8 to the std instead of dividing a constant column by 1.
wrong: standardize_apply
"""

import numpy as np


def standardize_fit(x):
    mean = np.einsum("nd->d", x) / x.shape[0]
    return mean, np.sqrt(np.einsum("nd,nd->d", x - mean, x - mean) / x.shape[0])


def standardize_apply(x, mean, std):
    return (x - mean) / (std + 1e-8)
