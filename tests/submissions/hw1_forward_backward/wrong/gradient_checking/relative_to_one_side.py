"""gradient_error divides by the norm of the numeric gradient only.
wrong: gradient_error
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i, v in np.ndenumerate(x):
        a, b = x.copy(), x.copy()
        a[i], b[i] = v + h, v - h
        grad[i] = (f(a) - f(b)) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    n = np.linalg.norm(numeric)
    if n == 0:
        return 0.0 if np.linalg.norm(analytic) == 0 else 1.0
    return np.linalg.norm(analytic - numeric) / n
