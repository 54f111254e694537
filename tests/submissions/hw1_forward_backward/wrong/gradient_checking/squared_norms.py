"""gradient_error takes squared norms; the roots are missing.
wrong: gradient_error
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    out = np.zeros(x.shape)
    work = x.copy()
    for i in np.ndindex(x.shape):
        work[i] = x[i] + h
        out[i] = f(work)
        work[i] = x[i] - h
        out[i] -= f(work)
        work[i] = x[i]
    return out / (2 * h)


def gradient_error(analytic, numeric):
    den = np.sum(analytic**2) + np.sum(numeric**2)
    if den == 0:
        return 0.0
    return np.sum((analytic - numeric) ** 2) / den
