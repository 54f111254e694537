"""Different algebra: 2 s(2z) - 1 with a stable logistic function s, derivative 4 s (1-s)."""

import numpy as np


def tanh_forward(z):
    e = np.exp(-2 * np.abs(z))
    s = np.where(z >= 0, 1.0, e) / (1 + e)
    return 2 * s - 1, (s,)


def tanh_backward(da, cache):
    s = cache[0]
    return 4 * da * s * (1 - s)
