"""Mean by a product with ones, variance by einsum; std + (std == 0) in the denominator."""

import numpy as np


def standardize_fit(x):
    n = len(x)
    mean = np.ones(n) @ x / n
    centred = x - mean
    return mean, np.einsum("nd,nd->d", centred, centred / n) ** 0.5


def standardize_apply(x, mean, std):
    return (x - mean[np.newaxis, :]) / (std + (std == 0))
