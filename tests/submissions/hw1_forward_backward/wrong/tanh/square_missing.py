"""Backward is da*(1-a); the square is missing.
wrong: tanh_backward
"""

import numpy as np


def tanh_forward(z: np.ndarray):
    a = np.tanh(z)
    return a, a


def tanh_backward(da: np.ndarray, cache):
    a = cache
    return da * (1 - a)
