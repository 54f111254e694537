"""Returns the bias with shape (1, K).
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    def batch_norm(z):
        return gamma * (z - running_mean) / np.sqrt(running_var + eps) + beta

    zero = np.zeros((1, w.shape[0]))
    return w * (gamma / np.sqrt(running_var + eps)), batch_norm(zero @ w + b)
