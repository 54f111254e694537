"""Returns the gradient as a flat vector, whatever the shape of x.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = []
    for i in np.ndindex(x.shape):
        xp, xm = x.copy(), x.copy()
        xp[i] += h
        xm[i] -= h
        grad.append((f(xp) - f(xm)) / (2 * h))
    return np.array(grad, dtype=float)


def gradient_error(analytic, numeric):
    top = np.linalg.norm(analytic - numeric)
    bottom = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return top / bottom if bottom else 0.0
