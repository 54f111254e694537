"""Uses the textbook 1/(1+exp(-z)), which overflows with a warning at z = -1000.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    a = 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * (a - a * a)
