"""Subtracts the negative part: outputs are positive on both sides.
wrong: leaky_relu_forward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.maximum(0, z) - negative_slope * np.minimum(0, z)
    return a, (z, negative_slope)


def leaky_relu_backward(da, cache):
    z, s = cache
    local = np.ones_like(z)
    local[z < 0] = s
    return da * local
