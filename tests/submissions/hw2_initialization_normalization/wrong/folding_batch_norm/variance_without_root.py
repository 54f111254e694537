"""Divides by the variance.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    augmented = np.vstack([w, b - running_mean]) * gamma / (running_var + eps)
    augmented[-1] += beta
    return augmented[:-1], augmented[-1]
