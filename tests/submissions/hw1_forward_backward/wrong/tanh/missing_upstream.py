"""Backward returns 1-a**2 without the upstream gradient.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    cache = (z, a)
    return a, cache


def tanh_backward(da, cache):
    z, a = cache
    return 1.0 - np.square(a)
