"""Rounds the activations to six decimals.
wrong: sigmoid_forward, sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.round(np.exp(-np.logaddexp(0, -z)), 6)
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
