"""Adds the running mean instead of subtracting it.
wrong: fold_batchnorm
"""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    inv = (running_var + eps) ** -0.5
    w_new = np.einsum("dk,k,k->dk", w, gamma, inv)
    return w_new, beta + gamma * inv * (running_mean + b)
