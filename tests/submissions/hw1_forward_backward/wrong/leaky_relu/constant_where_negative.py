"""Negative inputs give the slope itself, not slope times z.
wrong: leaky_relu_forward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z > 0, z, negative_slope)
    return a, (z > 0, negative_slope)


def leaky_relu_backward(da, cache):
    mask, negative_slope = cache
    return da * mask + negative_slope * da * ~mask
