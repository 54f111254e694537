"""Evaluation normalises by the batch it sees.
wrong: batchnorm_forward, batchnorm_backward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    mu = x.mean(axis=0)
    var = x.var(axis=0)
    inv_std = (var + eps) ** -0.5
    x_norm = (x - mu) * inv_std
    keep = momentum if training else 1.0
    running_mean = keep * running_mean + (1 - keep) * mu
    running_var = keep * running_var + (1 - keep) * var
    return gamma * x_norm + beta, (x_norm, inv_std, gamma), running_mean, running_var


def batchnorm_backward(dout, cache):
    x_norm, inv_std, gamma = cache
    m = dout.shape[0]
    dbeta = dout.sum(axis=0)
    dgamma = (dout * x_norm).sum(axis=0)
    return gamma * inv_std * (dout - dbeta / m - x_norm * dgamma / m), dgamma, dbeta
