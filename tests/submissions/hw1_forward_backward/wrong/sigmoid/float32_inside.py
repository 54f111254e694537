"""Computes in float32 and converts the result back to float64.
wrong: sigmoid_forward, sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    z32 = np.asarray(z, dtype=np.float32)  # GPUs like float32
    e = np.exp(-np.abs(z32))
    a = np.where(z32 >= 0, 1 / (1 + e), e / (1 + e)).astype(np.float64)
    return a, a


def sigmoid_backward(da, cache):
    return np.multiply(da, cache * (1 - cache))
