"""Boolean indexing on own copies; only the mask is cached."""

import numpy as np


def relu_forward(z):
    a = z.copy()
    negative = z <= 0
    a[negative] = 0
    return a, negative


def relu_backward(da, cache):
    dz = np.array(da)
    dz[cache] = 0
    return dz
