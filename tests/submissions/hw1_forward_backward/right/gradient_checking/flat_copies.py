"""Works on a flat copy, reshaped for every evaluation; np.linalg.norm of flat vectors."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    flat = x.flatten()
    grad = np.zeros(flat.size)
    for i in range(flat.size):
        plus, minus = flat.copy(), flat.copy()
        plus[i] += h
        minus[i] -= h
        grad[i] = (f(plus.reshape(x.shape)) - f(minus.reshape(x.shape))) / (2 * h)
    return grad.reshape(x.shape)


def gradient_error(analytic, numeric):
    total = np.linalg.norm(analytic.ravel()) + np.linalg.norm(numeric.ravel())
    if total == 0:
        return 0.0
    return np.linalg.norm((analytic - numeric).ravel()) / total
