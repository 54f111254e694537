"""Returns nested Python lists, not arrays.
wrong: tanh_forward
"""

import math

import numpy as np


def tanh_forward(z):
    rows = [[math.tanh(v) for v in row] for row in z]
    return rows, rows


def tanh_backward(da, cache):
    a = np.array(cache)
    return da * (1 - a**2)
