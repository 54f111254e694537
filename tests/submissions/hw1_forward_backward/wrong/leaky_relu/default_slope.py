"""The default slope is 0.3, as in old versions of Keras, and not 0.01.
wrong: leaky_relu_forward, leaky_relu_backward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.3):
    slope = np.where(z > 0, 1.0, negative_slope)
    return slope * z, slope


def leaky_relu_backward(da, cache):
    return cache * da
