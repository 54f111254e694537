"""Calls f with a vector of all entries, whatever the shape of x.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    theta = x.ravel().copy()
    grad = np.zeros_like(theta)
    for i in range(theta.size):
        plus, minus = theta.copy(), theta.copy()
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(plus) - f(minus)) / (2 * h)
    return grad.reshape(x.shape)


def gradient_error(analytic, numeric):
    top = np.linalg.norm(analytic - numeric)
    bottom = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return top / bottom if bottom else 0.0
