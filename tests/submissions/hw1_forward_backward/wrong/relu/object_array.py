"""Builds the output as an object array.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    a = np.empty(z.shape, dtype=object)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = max(0.0, z[i, j])
    return a, z


def relu_backward(da, cache):
    return np.where(cache > 0, da, 0.0)
