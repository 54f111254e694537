"""Clips z to [-15, 15] "for stability", so the tails are wrong beyond it.
wrong: sigmoid_forward, sigmoid_backward
"""

import numpy as np

LIMIT = 15


def sigmoid_forward(z):
    # avoid overflow in exp
    z = np.clip(z, -LIMIT, LIMIT)
    a = 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
