"""gradient_error adds 1e-8 to the denominator: tiny but opposite gradients look equal.
wrong: gradient_error
"""

import numpy as np


def numerical_gradient(f, x, h=1e-5):
    shape = x.shape
    grad = np.zeros(x.size)
    for k, i in enumerate(np.ndindex(shape)):
        old = x[i]
        x[i] = old + h
        grad[k] = f(x)
        x[i] = old - h
        grad[k] -= f(x)
        x[i] = old
    return grad.reshape(shape) / (2 * h)


def gradient_error(analytic, numeric):
    den = np.linalg.norm(analytic) + np.linalg.norm(numeric) + 1e-8
    return np.linalg.norm(analytic - numeric) / den
