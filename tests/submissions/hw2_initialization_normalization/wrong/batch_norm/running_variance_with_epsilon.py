"""Averages variance plus eps into the running variance, so eps counts twice in evaluation.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean = x.sum(axis=0) / len(x)
        var = ((x - mean) ** 2).sum(axis=0) / len(x) + eps
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var + eps
        new_mean, new_var = running_mean.copy(), running_var.copy()
    xhat = (x - mean) / np.sqrt(var)
    return gamma * xhat + beta, (xhat, var, gamma, training), new_mean, new_var


def batchnorm_backward(dout, cache):
    xhat, var, gamma, training = cache
    dx = gamma * dout
    if training:
        dx -= dx.mean(axis=0) + xhat * (dx * xhat).mean(axis=0)
    return dx / np.sqrt(var), np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
