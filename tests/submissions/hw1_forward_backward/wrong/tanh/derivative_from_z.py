"""The derivative is 1-z**2, from the input, where it should be from the output.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    return np.tanh(z), z


def tanh_backward(da, cache):
    return da * (1 - cache**2)
