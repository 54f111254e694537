"""The slope is kept in a global; a second forward with another slope changes the first's gradient.
wrong: leaky_relu_backward
"""

import numpy as np

SLOPE = 0.01


def leaky_relu_forward(z, negative_slope=0.01):
    global SLOPE
    SLOPE = negative_slope
    return np.where(z > 0, z, SLOPE * z), z.copy()


def leaky_relu_backward(da, cache):
    return np.where(cache > 0, 1, SLOPE) * da
