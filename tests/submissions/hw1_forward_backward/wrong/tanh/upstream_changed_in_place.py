"""Backward writes its result into the upstream gradient.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    np.multiply(da, 1 - cache**2, out=da)
    return da.copy()
