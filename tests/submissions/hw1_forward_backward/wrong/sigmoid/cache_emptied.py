"""Backward pops the output out of the cache, so a second backward has nothing left.
wrong: sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    t = np.exp(-np.abs(z))
    a = np.where(z < 0, t / (1 + t), 1 / (1 + t))
    return a, [a]


def sigmoid_backward(da, cache):
    a = cache.pop()
    return da * a * (1 - a)
