"""Uses exp(z)/(1+exp(z)), which is inf/inf = NaN at z = 1000.
wrong: sigmoid_forward, sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.exp(z) / (1 + np.exp(z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
