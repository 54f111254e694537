"""Scales beta along with the bias.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    factor = np.divide(gamma, np.sqrt(running_var + eps))
    return np.multiply(w, factor), np.multiply(b - running_mean + beta, factor)
