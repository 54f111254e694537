"""gradient_error is the largest entry-wise relative error, not a ratio of norms.
wrong: gradient_error
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in np.ndindex(x.shape):
        old = x[i]
        x[i] = old + h
        pos = f(x)
        x[i] = old - h
        neg = f(x)
        x[i] = old
        grad[i] = (pos - neg) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    scale = np.maximum(1e-8, np.abs(analytic) + np.abs(numeric))
    return np.max(np.abs(analytic - numeric) / scale)
