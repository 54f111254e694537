"""Two loops over two indices: other shapes fail.
wrong: relu_forward
"""

import numpy as np


def relu_forward(z):
    a = np.zeros(z.shape)
    for i in range(z.shape[0]):
        for j in range(z.shape[1]):
            a[i, j] = max(z[i, j], 0)
    return a, z


def relu_backward(da, cache):
    return np.where(cache > 0, da, 0.0)
