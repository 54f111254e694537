"""The sign in the exponent is lost: 1 - a.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    a = 0.5 * (1 - np.tanh(z / 2))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
