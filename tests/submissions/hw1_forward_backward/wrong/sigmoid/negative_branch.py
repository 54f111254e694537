"""The branch for negative inputs of the stable form has a wrong sign: e^z/(1+e^-z).
wrong: sigmoid_forward, sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.zeros(z.shape)
    for index, value in np.ndenumerate(z):
        if value >= 0:
            a[index] = 1 / (1 + np.exp(-value))
        else:
            a[index] = np.exp(value) / (1 + np.exp(min(-value, 700)))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
