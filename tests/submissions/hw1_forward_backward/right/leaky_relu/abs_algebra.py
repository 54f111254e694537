"""Different algebra: (1+s)/2 z + (1-s)/2 |z|; the cache is a closure."""

import numpy as np


def leaky_relu_forward(z, negative_slope=0.01):
    s = negative_slope

    def pull_back(da):
        return da * (s + (1 - s) * np.heaviside(z, 0.0))

    return (1 + s) / 2 * z + (1 - s) / 2 * np.abs(z), pull_back


def leaky_relu_backward(da, cache):
    return cache(da)
