"""One own buffer worked on with out= arguments; only the output is cached."""

import numpy as np


def sigmoid_forward(z):
    a = np.array(z, dtype=np.float64)
    np.abs(a, out=a)
    np.negative(a, out=a)
    np.exp(a, out=a)
    denominator = a + 1.0
    np.copyto(a, 1.0, where=z >= 0)
    np.divide(a, denominator, out=a)
    return a, a


def sigmoid_backward(da, cache):
    dz = np.empty(da.shape)
    np.subtract(1.0, cache, out=dz)
    np.multiply(dz, cache, out=dz)
    np.multiply(dz, da, out=dz)
    return dz
