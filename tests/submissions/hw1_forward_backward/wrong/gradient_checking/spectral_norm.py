"""gradient_error uses norm(..., 2), which is the spectral norm for matrices and fails beyond.
wrong: gradient_error
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape, dtype=float)
    for i in np.ndindex(x.shape):
        e = np.zeros(x.shape)
        e[i] = h
        grad[i] = (f(x + e) - f(x - e)) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    total = np.linalg.norm(analytic, 2) + np.linalg.norm(numeric, 2)
    if total == 0:
        return 0.0
    return np.linalg.norm(analytic - numeric, 2) / total
