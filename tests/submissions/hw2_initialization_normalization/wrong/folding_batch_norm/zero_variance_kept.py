"""Columns with running_var 0 keep the weights and bias that they had.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    s = np.where(running_var > 0, gamma / np.sqrt(running_var + eps), 1.0)
    return w * s, np.where(running_var > 0, (b - running_mean) * s + beta, b)
