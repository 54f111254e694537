"""Divides the central difference by h, not by 2h: twice the gradient.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.empty(x.shape)
    for i in np.ndindex(x.shape):
        keep = x[i]
        x[i] = keep + h
        plus = f(x)
        x[i] = keep - h
        minus = f(x)
        x[i] = keep
        grad[i] = (plus - minus) / h
    return grad


def gradient_error(analytic, numeric):
    a = np.sqrt(np.sum(analytic**2))
    n = np.sqrt(np.sum(numeric**2))
    d = np.sqrt(np.sum((analytic - numeric) ** 2))
    return d / (a + n) if a + n > 0 else 0.0
