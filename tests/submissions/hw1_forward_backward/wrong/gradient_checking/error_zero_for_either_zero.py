"""The error is 0 as soon as one of the gradients is 0.
wrong: gradient_error
"""

import numpy as np


def gradient_error(analytic, numeric):
    a, n = np.linalg.norm(analytic), np.linalg.norm(numeric)
    if a == 0 or n == 0:
        return 0.0
    return np.linalg.norm(analytic - numeric) / (a + n)


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        p, m = x.copy(), x.copy()
        p[i] += h
        m[i] -= h
        g[i] = (f(p) - f(m)) / (2 * h)
    return g
