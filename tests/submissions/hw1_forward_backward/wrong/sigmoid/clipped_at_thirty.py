"""Clips z to [-30, 30]: the far tail is 1e-13 too large.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    a = 1 / (1 + np.exp(-np.clip(z, -30, 30)))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
