"""z = 0 belongs to neither branch and stays 0.
wrong: sigmoid_forward
"""

import numpy as np


def sigmoid_forward(z):
    a = np.zeros_like(z)
    p, n = z > 0, z < 0
    a[p] = 1 / (1 + np.exp(-z[p]))
    a[n] = np.exp(z[n]) / (1 + np.exp(z[n]))
    return a, a


def sigmoid_backward(da, cache):
    a = cache
    return da * a * (1 - a)
