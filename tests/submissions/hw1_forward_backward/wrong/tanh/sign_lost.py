"""The stable form uses |z| and forgets to put the sign back: wrong for negative inputs.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    e = np.exp(-2 * np.abs(z))
    a = (1 - e) / (1 + e)
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
