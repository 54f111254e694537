"""Takes gamma = 0 for 'not scaled'.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    s = np.where(gamma == 0, 1.0, gamma) / np.sqrt(running_var + eps)
    return w * s, (b - running_mean) * s + beta
