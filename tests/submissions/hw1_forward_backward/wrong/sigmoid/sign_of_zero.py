"""A factor sign(z) squared takes the slope away at z = 0.
wrong: sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    s = np.sign(z)
    e = np.exp(-np.abs(z))
    a = 0.5 + 0.5 * s * (1 - e) / (1 + e)
    return a, (s, a)


def sigmoid_backward(da, cache):
    s, a = cache
    return da * a * (1 - a) * s**2
