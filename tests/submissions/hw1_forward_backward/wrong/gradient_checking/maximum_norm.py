"""gradient_error uses the maximum norm, not the Euclidean norm.
wrong: gradient_error
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        original = x[i]
        x[i] = original + h
        high = f(x)
        x[i] = original - h
        low = f(x)
        x[i] = original
        grad[i] = (high - low) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    den = np.max(np.abs(analytic)) + np.max(np.abs(numeric))
    if den == 0:
        return 0.0
    return np.max(np.abs(analytic - numeric)) / den
