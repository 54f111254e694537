"""Backward sums the gradient over the batch.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a, {"out": a}


def tanh_backward(da, cache):
    dz = da * (1 - cache["out"] ** 2)
    return dz.sum(axis=0, keepdims=True)
