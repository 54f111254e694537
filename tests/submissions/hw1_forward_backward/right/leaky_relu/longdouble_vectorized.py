"""Chooses the factor by integer indexing of a two-entry table; long double products cast back."""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    table = np.array([negative_slope, 1.0])
    factor = table[(z > 0).astype(int)]
    return np.asarray(np.longdouble(1) * z * factor, dtype=np.float64), factor


def leaky_relu_backward(da, cache):
    return np.asarray(np.longdouble(1) * da * cache, dtype=np.float64)
