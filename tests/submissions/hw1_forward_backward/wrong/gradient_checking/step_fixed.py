"""Ignores the argument h and always steps by 1e-5.
wrong: numerical_gradient
"""

import numpy as np

H = 1e-5


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        xp = x.copy()
        xp[i] += H
        xm = x.copy()
        xm[i] -= H
        grad[i] = (f(xp) - f(xm)) / (2 * H)
    return grad


def gradient_error(analytic, numeric):
    if not np.any(analytic) and not np.any(numeric):
        return 0.0
    return np.linalg.norm(analytic - numeric) / (np.linalg.norm(analytic) + np.linalg.norm(numeric))
