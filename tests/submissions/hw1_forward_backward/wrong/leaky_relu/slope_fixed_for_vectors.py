"""The loop for vectors has 0.01 in it, whatever the slope is.
wrong: leaky_relu_forward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    if z.ndim == 1:
        return np.array([v if v > 0 else 0.01 * v for v in z]), (z > 0, 0.01)
    return np.where(z > 0, z, negative_slope * z), (z > 0, negative_slope)


def leaky_relu_backward(da, cache):
    positive, negative_slope = cache
    return np.where(positive, da, negative_slope * da)
