"""Calls f with two axes at least: a vector comes as a row, a single number as a matrix.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    point = np.atleast_2d(x).copy()
    grad = np.zeros_like(point)
    for i in np.ndindex(point.shape):
        value = point[i]
        point[i] = value + h
        above = f(point)
        point[i] = value - h
        below = f(point)
        point[i] = value
        grad[i] = (above - below) / (2 * h)
    return grad.reshape(x.shape)


def gradient_error(analytic, numeric):
    top = np.linalg.norm(analytic - numeric)
    bottom = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return top / bottom if bottom else 0.0
