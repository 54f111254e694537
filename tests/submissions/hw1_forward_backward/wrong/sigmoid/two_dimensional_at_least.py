"""Results have at least two axes, whatever the shape of z.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    z = np.atleast_2d(z)
    a = 0.5 * (1 + np.tanh(z / 2))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
