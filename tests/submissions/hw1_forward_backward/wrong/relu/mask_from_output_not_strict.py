"""The mask is a >= 0 on the output, which is always true: the gradient passes everywhere.
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    a = (z + np.abs(z)) / 2
    return a, a


def relu_backward(da, cache):
    a = cache
    return da * (a >= 0)
