"""The slope is sech(z) squared, by way of logaddexp."""

import numpy as np


def tanh_forward(z):
    out = np.empty_like(z)
    np.tanh(z, out=out)
    return out, np.logaddexp(z, -z) - np.log(2)


def tanh_backward(da, cache):
    return da * np.exp(-2 * cache)
