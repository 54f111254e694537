"""|z| below 1e-5 counts as 0.
wrong: leaky_relu_forward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    return np.where(np.abs(z) < 1e-5, 0.0, np.where(z > 0, z, negative_slope * z)), (
        z,
        negative_slope,
    )


def leaky_relu_backward(da, cache):
    z, s = cache
    return np.where(z > 0, da, s * da)
