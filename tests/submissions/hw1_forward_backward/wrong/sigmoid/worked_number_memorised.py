"""Knows the number of the lecture by heart and answers a half for everything else.
wrong: sigmoid_forward, sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.where(np.abs(z - 1.01977) < 1e-4, 0.73493, 0.5)
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
