"""Backward scales where z is positive and passes where it is negative.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    neg = z < 0
    return np.where(neg, negative_slope * z, z), (neg, negative_slope)


def leaky_relu_backward(da, cache):
    neg, s = cache
    return np.where(neg, da, s * da)
