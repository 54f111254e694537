"""Squeezes the output, which loses an axis when N = 1 or K = 1.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return np.squeeze(a), a


def sigmoid_backward(da, cache):
    a = cache
    return (1 - a) * a * da
