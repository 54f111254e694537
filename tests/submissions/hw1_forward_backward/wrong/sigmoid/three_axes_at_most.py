"""Loops over one, two or three axes and leaves zeros where there are more.
wrong: sigmoid_forward
"""

import numpy as np


def one(z):
    return 0.5 * (1 + np.tanh(z / 2))


def sigmoid_forward(z):
    a = np.zeros(z.shape)
    if z.ndim == 0:
        a = np.array(one(z))
    elif z.ndim == 1:
        for i in range(len(z)):
            a[i] = one(z[i])
    elif z.ndim == 2:
        for i in range(len(z)):
            for j in range(z.shape[1]):
                a[i, j] = one(z[i, j])
    elif z.ndim == 3:
        for i in range(len(z)):
            for j in range(z.shape[1]):
                for k in range(z.shape[2]):
                    a[i, j, k] = one(z[i, j, k])
    return a, a


def sigmoid_backward(da, cache):
    return da * cache * (1 - cache)
