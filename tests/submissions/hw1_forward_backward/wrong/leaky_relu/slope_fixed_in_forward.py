"""Forward ignores its argument and always uses a slope of 0.01.
wrong: leaky_relu_forward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.where(z >= 0, z, 0.01 * z)
    return a, (z, negative_slope)


def leaky_relu_backward(da, cache):
    z, negative_slope = cache
    return np.where(z >= 0, da, negative_slope * da)
