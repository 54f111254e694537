"""Goes back to x, not to x - h, and divides by 2h all the same.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = float(x[i])
        x[i] = old + h
        above = f(x)
        x[i] = old
        grad[i] = (above - f(x)) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    scale = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return float(np.linalg.norm(analytic - numeric) / scale) if scale else 0.0
