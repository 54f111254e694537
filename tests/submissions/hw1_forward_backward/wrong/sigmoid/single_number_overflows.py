"""A single number takes another way, in which math.exp overflows.
wrong: sigmoid_forward
"""

import math

import numpy as np


def sigmoid_forward(z):
    if z.ndim == 0:
        a = np.array(1 / (1 + math.exp(-z)))
    else:
        a = 0.5 * (1 + np.tanh(z / 2))
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
