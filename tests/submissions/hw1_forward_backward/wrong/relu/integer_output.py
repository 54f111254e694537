"""Truncates to whole numbers, because the output array was made with dtype int.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    a = np.zeros(z.shape, dtype=int)
    positive = z > 0
    a[positive] = z[positive]
    return a.astype(float), positive


def relu_backward(da, cache):
    return da * cache
