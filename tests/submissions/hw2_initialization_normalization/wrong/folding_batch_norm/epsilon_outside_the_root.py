"""Adds eps to the std instead of the variance.
wrong: fold_batchnorm
"""

from math import sqrt

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    w, b = w.copy(), b.copy()
    for k in range(len(b)):
        scale = gamma[k] / (sqrt(running_var[k]) + eps)
        w[:, k] *= scale
        b[k] = (b[k] - running_mean[k]) * scale + beta[k]
    return w, b
