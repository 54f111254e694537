"""A layer object is the cache; fmax with out= into Fortran order, sign bit for the mask."""

import numpy as np


class ReLU:
    def __init__(self, z):
        self.negative = np.signbit(z)

    def forward(self, z):
        out = np.empty(z.shape, order="F")
        np.fmax(z, 0.0, out=out)
        return out

    def backward(self, da):
        out = np.array(da, order="F")
        np.putmask(out, self.negative, 0.0)
        return out


def relu_forward(z):
    layer = ReLU(z)
    return layer.forward(z), layer


def relu_backward(da, cache):
    return cache.backward(da)
