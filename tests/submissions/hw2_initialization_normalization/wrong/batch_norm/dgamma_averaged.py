"""Averages dgamma over the batch instead of summing.
wrong: batchnorm_backward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean = x.mean(axis=0)
        var = ((x - mean) ** 2).mean(axis=0)
        running_mean = running_mean * momentum + mean * (1 - momentum)
        running_var = running_var * momentum + var * (1 - momentum)
    else:
        mean, var = running_mean, running_var
        running_mean, running_var = mean.copy(), var.copy()
    inv = 1 / np.sqrt(var + eps)
    xhat = (x - mean) * inv

    def backward(dout):
        dx = dout * gamma
        if training:
            dx = dx - dx.mean(axis=0) - xhat * (dx * xhat).mean(axis=0)
        return dx * inv, (dout * xhat).mean(axis=0), dout.sum(axis=0)

    return gamma * xhat + beta, backward, running_mean, running_var


def batchnorm_backward(dout, cache):
    return cache(dout)
