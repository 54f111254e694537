"""Two loops over two indices: other shapes fail.
wrong: tanh_forward
"""

import numpy as np


def tanh_forward(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = np.tanh(z[i, j])
    return a, a


def tanh_backward(da, cache):
    return da * (1 - cache**2)
