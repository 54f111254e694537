"""Forgets to subtract the running mean.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / np.sqrt(running_var + eps)
    return w * scale, b * scale + beta
