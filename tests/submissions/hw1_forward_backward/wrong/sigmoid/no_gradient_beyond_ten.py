"""Sets the gradient to 0 beyond |z| = 10, where it is still 4.5e-5.
wrong: sigmoid_backward
"""

import numpy as np


def sigmoid_forward(z):
    e = np.exp(-np.abs(z))
    a = np.where(z >= 0, 1 / (1 + e), e / (1 + e))
    return a, (z, a)


def sigmoid_backward(da, cache):
    z, a = cache
    return np.where(np.abs(z) > 10, 0.0, da * a * (1 - a))
