"""Norms below 1e-12 count as 0.
wrong: gradient_error
"""

import numpy as np


def gradient_error(analytic, numeric):
    d = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return np.linalg.norm(analytic - numeric) / d if d > 1e-12 else 0.0


def numerical_gradient(f, x, h=1e-5):
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        p, m = x.copy(), x.copy()
        p[i] += h
        m[i] -= h
        g[i] = (f(p) - f(m)) / (2 * h)
    return g
