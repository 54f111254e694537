"""Backward squares the cached output in place: a second backward differs.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a, a.copy()


def tanh_backward(da, cache):
    cache **= 2
    return da * (1 - cache)
