"""Backward is plain ReLU's: the slope is lost where z is negative.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z > 0, z, negative_slope * z)
    return a, z


def leaky_relu_backward(da, cache):
    return da * (cache > 0)
