"""Works on a float32 copy of x, where a step of 1e-5 drowns in rounding.
wrong: numerical_gradient
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    x = x.astype(np.float32)
    grad = np.zeros(x.shape, dtype=np.float64)
    for i in np.ndindex(x.shape):
        old = x[i].copy()
        x[i] = old + h
        hi = f(x)
        x[i] = old - h
        lo = f(x)
        x[i] = old
        grad[i] = (hi - lo) / (2 * h)
    return grad


def gradient_error(analytic, numeric):
    s = np.linalg.norm(analytic) + np.linalg.norm(numeric)
    return 0.0 if s == 0 else np.linalg.norm(analytic - numeric) / s
