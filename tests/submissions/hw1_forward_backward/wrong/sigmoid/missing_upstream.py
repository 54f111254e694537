"""Backward returns the local derivative and forgets the upstream gradient.
wrong: sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.empty_like(z)
    pos = z >= 0
    a[pos] = 1.0 / (1.0 + np.exp(-z[pos]))
    ez = np.exp(z[~pos])
    a[~pos] = ez / (1.0 + ez)
    return a, (a.copy(),)


def sigmoid_backward(da, cache):
    (a,) = cache
    return a * (1.0 - a)
