"""Multiplies by a float mask both ways (negative inputs become -0.0); the cache is a closure."""

import numpy as np


def relu_forward(z):
    mask = (z > 0).astype(np.float64)
    return z * mask, lambda da: mask * da


def relu_backward(da, cache):
    return cache(da)
