"""Uses a complex intermediate and hands complex numbers back.
wrong: leaky_relu_forward
"""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    a = np.zeros(z.shape, dtype=complex)
    a[z > 0] = z[z > 0]
    a[z <= 0] = negative_slope * z[z <= 0]
    return a, (z, negative_slope)


def leaky_relu_backward(da, cache):
    z, s = cache
    return da * np.where(z > 0, 1.0, s)
