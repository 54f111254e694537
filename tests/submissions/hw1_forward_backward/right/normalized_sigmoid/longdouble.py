"""Long double inside on the transpose, cast back; the result is Fortran-ordered."""

import numpy as np


def normalized_sigmoid(z):
    t = z.T.astype(np.longdouble)
    log_s = np.minimum(t, 0) - np.log1p(np.exp(-np.abs(t)))
    e = np.exp(log_s - np.max(log_s, axis=0))
    return (e / e.sum(axis=0)).astype(np.float64).T
