"""Scales the caller's weights in place.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / np.sqrt(running_var + eps)
    w *= scale
    return w.copy(), (b - running_mean) * scale + beta
