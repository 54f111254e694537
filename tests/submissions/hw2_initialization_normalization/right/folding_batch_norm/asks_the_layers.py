"""Runs the two layers on zero and on the unit vectors: what comes out is the folded layer."""

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    def both(x, shift, mean, offset):
        return (x @ w + shift - mean) / np.sqrt(running_var + eps) * gamma + offset

    bias = both(np.zeros((1, len(w))), b, running_mean, beta)[0]
    linear = both(np.eye(len(w)), 0.0, 0.0, 0.0)
    return linear, bias
