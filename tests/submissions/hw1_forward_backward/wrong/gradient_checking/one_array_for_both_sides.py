"""x + h and x - h are two names of x: the difference is always 0.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = float(x[i])
        plus = x
        minus = x
        plus[i] = old + h
        minus[i] = old - h
        grad[i] = (f(plus) - f(minus)) / (2 * h)
        x[i] = old
    return grad


def gradient_error(analytic, numeric):
    scale = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return float(np.linalg.norm(analytic - numeric) / scale) if scale else 0.0
