"""A Taylor series of two terms below 0.01, off by 1e-11.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    a = np.where(np.abs(z) < 0.01, z - z**3 / 3, np.tanh(z))
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
