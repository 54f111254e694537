"""The activations come back as float32.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    a = np.tanh(z)
    return a.astype("float32"), a


def tanh_backward(da, cache):
    return da - da * cache**2
