"""The bias is divided by the std but not multiplied by gamma.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    std = np.sqrt(running_var + eps)
    new_w = gamma * w / std
    new_b = (b - running_mean) / std + beta
    return new_w, new_b
