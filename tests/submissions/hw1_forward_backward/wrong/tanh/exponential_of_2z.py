"""(exp(2z) - 1) / (exp(2z) + 1) overflows for large positive z.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    a = (np.exp(2 * z) - 1) / (np.exp(2 * z) + 1)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
