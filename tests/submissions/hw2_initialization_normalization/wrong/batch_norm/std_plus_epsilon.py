"""Adds eps to the std, outside the root.
wrong: batchnorm_forward, batchnorm_backward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean, var = x.mean(0), x.var(0)
        stats = [momentum * running_mean + (1 - momentum) * mean,
                 momentum * running_var + (1 - momentum) * var]
    else:
        mean, var = running_mean, running_var
        stats = [running_mean.copy(), running_var.copy()]
    xhat = (x - mean) / (np.sqrt(var) + eps)
    return [xhat * gamma + beta, (xhat, np.sqrt(var) + eps, gamma, training), *stats]


def batchnorm_backward(dout, cache):
    xhat, std, gamma, training = cache
    g = dout * gamma
    if training:
        g = g - g.mean(0) - xhat * (g * xhat).mean(0)
    return g / std, (dout * xhat).sum(0), dout.sum(0)
