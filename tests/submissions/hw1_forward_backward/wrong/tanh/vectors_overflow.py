"""A quotient of exponentials, which overflow, for all but matrices.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    if z.ndim == 2:
        a = np.tanh(z)
    else:
        a = (np.exp(z) - np.exp(-z)) / (np.exp(z) + np.exp(-z))
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
