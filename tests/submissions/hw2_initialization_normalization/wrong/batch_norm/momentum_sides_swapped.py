"""Swaps the sides of momentum: the batch gets momentum, the running value the rest.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        running_mean = (1 - momentum) * running_mean + momentum * mean
        running_var = (1 - momentum) * running_var + momentum * var
    else:
        running_mean, running_var = running_mean.copy(), running_var.copy()
        mean, var = running_mean, running_var
    std = np.sqrt(var + eps)
    xhat = (x - mean) / std
    return gamma * xhat + beta, (xhat, std, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, std, gamma, training = cache
    dxhat = dout * gamma
    dx = dxhat / std
    if training:
        dx = (dxhat - dxhat.mean(axis=0) - xhat * (dxhat * xhat).mean(axis=0)) / std
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
