"""Columns with running_var 0 are divided by 1 instead of the root of eps.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    s = gamma / np.where(running_var == 0, 1, np.sqrt(running_var + eps))
    return w * s, (b - running_mean) * s + beta
