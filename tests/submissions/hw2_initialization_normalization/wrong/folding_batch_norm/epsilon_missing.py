"""Leaves eps out.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    std = np.sqrt(running_var)
    return gamma / std * w, gamma * (b - running_mean) / std + beta
