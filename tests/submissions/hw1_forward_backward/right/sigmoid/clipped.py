"""Clips the input at +-500, so that the exponential never overflows."""

import numpy as np


def sigmoid_forward(z):
    a = 1 / (1 + np.exp(-np.clip(z, -500, 500)))
    cache = a.copy()
    return a, cache


def sigmoid_backward(da, cache):
    return da * (cache - cache**2)
