"""Loops over units and inputs with Python floats."""

from math import sqrt

import numpy as np


def fold_batchnorm(w, b, gamma, beta, running_mean, running_var, eps=1e-5):
    d, k = w.shape
    new_w, new_b = np.zeros((d, k)), np.zeros(k)
    for j in range(k):
        std = sqrt(running_var[j] + eps)
        for i in range(d):
            new_w[i, j] = w[i, j] / std * gamma[j]
        new_b[j] = gamma[j] * ((b[j] - running_mean[j]) / std) + beta[j]
    return new_w, new_b
