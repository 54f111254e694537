"""Never puts the entries of x back; they stay at x - h.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for idx, value in np.ndenumerate(x.copy()):
        x[idx] = value + h
        up = f(x)
        x[idx] = value - h
        down = f(x)
        grad[idx] = (up - down) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    denominator = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    if denominator == 0.0:
        return 0.0
    return float(np.linalg.norm(analytic - numeric) / denominator)
