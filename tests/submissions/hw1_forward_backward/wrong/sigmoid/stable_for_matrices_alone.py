"""Takes care of overflow for two axes alone.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    a = 0.5 * (1 + np.tanh(z / 2)) if z.ndim == 2 else 1 / (1 + np.exp(-z))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
