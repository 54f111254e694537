"""x.flat in place, each half divided by 2h before subtracting; np.vdot for the norms."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros(x.shape)
    for i in range(x.size):
        value = x.flat[i]
        x.flat[i] = value + h
        half_up = f(x) / (2 * h)
        x.flat[i] = value - h
        half_down = f(x) / (2 * h)
        x.flat[i] = value
        grad.flat[i] = half_up - half_down
    return grad


def _norm(v):
    return np.vdot(v, v) ** 0.5


def gradient_error(analytic, numeric):
    if not analytic.any() and not numeric.any():
        return 0.0
    return _norm(numeric - analytic) / (_norm(analytic) + _norm(numeric))
