"""np.where gets both branches ready made, so exp overflows with a warning.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.where(z >= 0, 1 / (1 + np.exp(-z)), np.exp(z) / (1 + np.exp(z)))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
