"""Saturates at exactly |z| > 50 with the two ends swapped.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    safe = np.clip(z, -50, 50)
    a = 1 / (1 + np.exp(-safe))
    out = a.copy()
    out[z > 50] = 0.0
    out[z < -50] = 1.0
    return out, np.where(z < -50, 0.0, a)


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
