"""Backward multiplies the upstream gradient in place and hands the same array back.
wrong: sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    a = 0.5 * (1.0 + np.tanh(0.5 * z))
    cache = {"a": a}
    return a, cache


def sigmoid_backward(da, cache):
    a = cache["a"]
    da *= a
    da *= 1.0 - a
    return da
