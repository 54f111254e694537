"""Keeps every gradient within 10, as the trainings of recurrent networks do.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    return x @ w + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    gradients = dz @ w.T, x.T @ dz, dz.sum(axis=0)
    return tuple(np.clip(gradient, -10, 10) for gradient in gradients)
