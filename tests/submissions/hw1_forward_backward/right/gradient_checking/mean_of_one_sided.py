"""The mean of the forward and the backward difference, which is the central difference."""

import itertools

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    here = f(x.copy())
    grad = np.zeros(x.shape)
    for i in itertools.product(*map(range, x.shape)):
        step = np.zeros(x.shape)
        step[i] = h
        forward = (f(np.asarray(x + step)) - here) / h
        backward = (here - f(np.asarray(x - step))) / h
        grad[i] = (forward + backward) / 2
    return grad


def gradient_error(analytic, numeric):
    scale = max(np.abs(analytic).max(initial=0), np.abs(numeric).max(initial=0))
    if scale == 0:
        return 0.0
    a, n = analytic / scale, numeric / scale
    return np.sqrt(((a - n) ** 2).sum()) / (np.sqrt((a**2).sum()) + np.sqrt((n**2).sum()))
