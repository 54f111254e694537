"""The ratio of exponentials on a clipped copy, derivative 1/cosh^2; the cache is a closure."""

import numpy as np


def tanh_forward(z):
    c = np.clip(z, -30.0, 30.0)
    up, down = np.exp(c), np.exp(-c)

    def pull_back(da):
        return da * (2.0 / (up + down)) ** 2

    return (up - down) / (up + down), pull_back


def tanh_backward(da, cache):
    return cache(da)
