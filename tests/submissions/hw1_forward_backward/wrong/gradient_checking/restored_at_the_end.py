"""x is restored after the last entry only, so earlier entries stay shifted.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    keep = x.copy()
    g = np.zeros(x.shape)
    for i in np.ndindex(x.shape):
        x[i] = keep[i] + h
        up = f(x)
        x[i] = keep[i] - h
        g[i] = (up - f(x)) / (2 * h)
    x[...] = keep
    return g


def gradient_error(analytic, numeric):
    d = np.linalg.norm(analytic.ravel()) + np.linalg.norm(numeric.ravel())
    return float(np.linalg.norm((analytic - numeric).ravel()) / d) if d > 0 else 0.0
