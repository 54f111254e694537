"""Takes a one-sided difference: first order in h only.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    fx = f(x)
    it = np.nditer(x, flags=["multi_index"])
    while not it.finished:
        i = it.multi_index
        old = x[i]
        x[i] = old + h
        grad[i] = (f(x) - fx) / h
        x[i] = old
        it.iternext()
    return grad


def gradient_error(analytic, numeric):
    total = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    if total == 0:
        return 0.0
    return np.linalg.norm(analytic - numeric) / total
