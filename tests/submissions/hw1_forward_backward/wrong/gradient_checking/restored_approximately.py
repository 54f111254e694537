"""Restores x by adding and subtracting h, so the last bits of x change.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(*x.shape):
        x[i] += h
        f1 = f(x)
        x[i] -= 2 * h
        f2 = f(x)
        x[i] += h
        grad[i] = (f1 - f2) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    num = np.linalg.norm(np.ravel(analytic - numeric))
    den = np.linalg.norm(np.ravel(analytic)) + np.linalg.norm(np.ravel(numeric))
    return 0.0 if den == 0 else num / den
