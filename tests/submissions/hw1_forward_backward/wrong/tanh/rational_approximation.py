"""Uses a fast rational approximation that is off by up to two per cent.
wrong: tanh_forward, tanh_backward
"""

import numpy as np


def tanh_forward(z):
    x = np.clip(z, -3, 3)
    a = x * (27 + x * x) / (27 + 9 * x * x)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
