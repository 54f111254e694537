"""Uses 2*sigmoid(z)-1; the 2 inside the sigmoid is missing.
wrong: tanh_forward, tanh_backward
"""

import numpy as np


def tanh_forward(z):
    e = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    a = 2 * s - 1
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
