"""np.nditer with multi_index; steps by +h then -2h in place; the saved value is written back."""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x, order="C")
    it = np.nditer(x, flags=["multi_index", "zerosize_ok"])
    while not it.finished:
        i = it.multi_index
        saved = x[i].copy()
        try:
            x[i] += h
            grad[i] = f(x)
            x[i] -= 2 * h
            grad[i] -= f(x)
        finally:
            x[i] = saved
        it.iternext()
    grad /= 2 * h
    return grad


def gradient_error(analytic, numeric):
    a, b = np.asarray(analytic), np.asarray(numeric)
    # The smallest normal number only guards 0 / 0.
    size = np.linalg.norm(a) + np.linalg.norm(b) + np.finfo(float).tiny
    return float(np.linalg.norm(a - b) / size)
