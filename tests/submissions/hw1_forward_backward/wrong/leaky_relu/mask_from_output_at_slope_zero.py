"""The mask is a >= 0 on the output; with a slope of 0 it is true everywhere.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z >= 0, z, negative_slope * z)
    return a, (a, negative_slope)


def leaky_relu_backward(da, cache):
    a, negative_slope = cache
    return np.where(a >= 0, da, negative_slope * da)
