"""np.tanh, only the output is cached."""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache * cache)
