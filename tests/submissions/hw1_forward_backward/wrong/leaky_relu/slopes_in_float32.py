"""Keeps the local derivatives as float32, which rounds the slope.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z > 0, z, negative_slope * z)
    local = np.ones(z.shape, dtype=np.float32)
    local[z <= 0] = negative_slope
    return a, local


def leaky_relu_backward(da, cache):
    return da * cache
