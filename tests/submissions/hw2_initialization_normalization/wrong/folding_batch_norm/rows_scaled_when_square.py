"""Scales the rows of w where there are as many rows as units: wrong for square matrices only.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    scale = gamma / np.sqrt(running_var + eps)
    if w.shape[0] == scale.shape[0]:
        folded = scale.reshape(-1, 1) * w
    else:
        folded = w * scale
    return folded, scale * (b - running_mean) + beta
