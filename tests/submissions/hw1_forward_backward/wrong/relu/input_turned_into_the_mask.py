"""Backward turns the cached z, which is the caller's own array, into a 0/1 mask.
wrong: relu_backward
"""

import numpy as np


def relu_forward(z):
    a = np.maximum(0, z)
    cache = z
    return a, cache


def relu_backward(da, cache):
    z = cache
    z[z <= 0] = 0
    z[z > 0] = 1
    return da * z
