"""Forward returns three things: output, mask and input.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    mask = z > 0
    a = np.zeros_like(z)
    a[mask] = z[mask]
    return a, mask, z


def relu_backward(da, cache):
    return np.multiply(da, cache)
