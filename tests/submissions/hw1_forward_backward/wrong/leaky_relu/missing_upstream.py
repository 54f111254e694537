"""Backward returns 1 or the slope without the upstream gradient.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z > 0, z, z * negative_slope)
    cache = {"z": z, "slope": negative_slope}
    return a, cache


def leaky_relu_backward(da, cache):
    return np.where(cache["z"] > 0, 1.0, cache["slope"])
