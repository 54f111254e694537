"""A factor sign(z) squared takes the slope away at z = 0.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a, (np.sign(z), a)


def tanh_backward(da, cache):
    s, a = cache
    return da * (1 - a**2) * s**2
