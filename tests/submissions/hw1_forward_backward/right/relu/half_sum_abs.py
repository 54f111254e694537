"""Different algebra: (z + |z|) / 2, np.heaviside backward with 1 at zero; the cache is a tuple."""

import numpy as np


def relu_forward(z):
    return 0.5 * (z + np.abs(z)), (np.heaviside(z, 1.0),)


def relu_backward(da, cache):
    (step,) = cache
    return np.multiply(da, step)
