"""Backward always uses a slope of 0.01, whatever forward was given.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = z.copy()
    a[z < 0] *= negative_slope
    return a, z


def leaky_relu_backward(da, cache):
    z = cache
    dz = da.copy()
    dz[z < 0] *= 0.01
    return dz
