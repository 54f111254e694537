"""Sets a to 0 or 1 beyond |z| = 20.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    a = np.where(z > 20, 1.0, np.where(z < -20, 0.0, a))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
