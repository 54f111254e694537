"""Where no entry of a vector is negative, da itself comes back.
wrong: leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    return np.where(z > 0, z, negative_slope * z), (z > 0, negative_slope)


def leaky_relu_backward(da, cache):
    positive, negative_slope = cache
    if da.ndim != 2 and positive.all():
        return da
    return np.where(positive, da, negative_slope * da)
