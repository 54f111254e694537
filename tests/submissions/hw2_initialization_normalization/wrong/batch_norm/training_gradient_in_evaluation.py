"""Backward uses the formula of training after an evaluation too.
wrong: batchnorm_backward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    r_mean, r_var = running_mean.copy(), running_var.copy()
    mean, var = (np.mean(x, 0), np.var(x, 0)) if training else (r_mean, r_var)
    if training:
        r_mean += (1 - momentum) * (mean - r_mean)
        r_var += (1 - momentum) * (var - r_var)
    s = np.sqrt(var + eps)
    h = (x - mean) / s
    return gamma * h + beta, (h, s, gamma), r_mean, r_var


def batchnorm_backward(dout, cache):
    h, s, gamma = cache
    dh = dout * gamma
    dx = (dh - dh.mean(axis=0) - h * np.mean(dh * h, axis=0)) / s
    return dx, np.diag(h.T @ dout).copy(), dout.sum(axis=0)
