"""The textbook formula with the overflow warning switched off locally; the cache is a closure."""

import numpy as np


def sigmoid_forward(z):
    with np.errstate(over="ignore"):
        a = 1 / (1 + np.exp(-z))
    return a, lambda da: da * a * (1 - a)


def sigmoid_backward(da, cache):
    return cache(da)
