"""Running values of 0 count as not yet there, and the first batch takes their place.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if not running_mean.any() and not running_var.any():
        momentum = 0.0
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        new_mean = momentum * running_mean + (1 - momentum) * mean
        new_var = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean.copy(), running_var.copy()
    std = np.sqrt(var + eps)
    x_hat = (x - mean) / std
    return gamma * x_hat + beta, (x_hat, gamma, std, training), new_mean, new_var


def batchnorm_backward(dout, cache):
    x_hat, gamma, std, training = cache
    dgamma, dbeta, d = (dout * x_hat).sum(axis=0), dout.sum(axis=0), dout * gamma
    if training:
        d = d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0)
    return d / std, dgamma, dbeta
