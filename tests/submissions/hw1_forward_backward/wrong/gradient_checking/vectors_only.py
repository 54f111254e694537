"""Indexes with one integer: right for vectors only, perturbs whole rows of a matrix.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in range(len(x)):
        step = np.zeros_like(x)
        step[i] = h
        grad[i] = (f(x + step) - f(x - step)) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    diff = np.linalg.norm(analytic - numeric)
    total = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    if total == 0:
        return 0.0
    return diff / total
