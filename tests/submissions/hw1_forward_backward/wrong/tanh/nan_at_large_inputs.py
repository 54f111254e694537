"""Written with exponentials that overflow: NaN at z = 1000.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    ep = np.exp(z)
    em = np.exp(-z)
    return (ep - em) / (ep + em), z


def tanh_backward(da, cache):
    a = np.tanh(cache)
    return da * (1 - a * a)
