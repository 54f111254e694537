"""A layer object is the cache; einsum multiplies; a list is returned instead of a tuple."""

import numpy as np


class Tanh:
    def forward(self, z):
        self.a = np.sinh(np.clip(z, -40, 40)) / np.cosh(np.clip(z, -40, 40))
        return self.a.copy()

    def backward(self, da):
        return da - np.einsum("...,...,...->...", da, self.a, self.a)


def tanh_forward(z):
    layer = Tanh()
    return [layer.forward(z), layer]


def tanh_backward(da, cache):
    return cache.backward(da)
