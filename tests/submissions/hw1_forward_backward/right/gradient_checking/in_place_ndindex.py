"""Perturbs x in place over np.ndindex and writes the saved value back."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.empty(x.shape)
    for index in np.ndindex(x.shape):
        old = x[index]
        x[index] = old + h
        above = float(f(x))
        x[index] = old - h
        below = float(f(x))
        x[index] = old
        grad[index] = (above - below) / (2.0 * h)
    return grad


def gradient_error(analytic, numeric):
    difference = np.sqrt(np.sum((analytic - numeric) ** 2))
    size = np.sqrt(np.sum(analytic**2)) + np.sqrt(np.sum(numeric**2))
    return difference / size if size > 0 else 0.0
