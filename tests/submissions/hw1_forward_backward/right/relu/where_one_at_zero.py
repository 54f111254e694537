"""np.where both ways; the gradient at 0 is 1; the cache is a dict."""

import numpy as np


def relu_forward(z):
    return np.where(z < 0, 0.0, z), {"z": z.copy()}


def relu_backward(da, cache):
    return np.where(cache["z"] >= 0, da, 0.0)
