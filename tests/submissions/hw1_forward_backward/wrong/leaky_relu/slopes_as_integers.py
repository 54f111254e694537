"""The local derivatives are made with dtype int, so the slope is cut to 0.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = z * 1.0
    a[z < 0] = negative_slope * z[z < 0]
    d = np.ones(z.shape, dtype=int)
    d[z < 0] = negative_slope
    return a, d


def leaky_relu_backward(da, cache):
    return da * cache
