"""Clips z to [-15, 15]: the slope in the tail is 4e-13 too large.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(np.clip(z, -15, 15))
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
