"""The compact formula of the course; the cache is a tuple with a flag."""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mu = x.mean(axis=0)
        var = x.var(axis=0)
        running_mean = momentum * running_mean + (1 - momentum) * mu
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        mu, var = running_mean.copy(), running_var.copy()
        running_mean, running_var = mu, var
    inv = 1 / np.sqrt(var + eps)
    xhat = (x - mu) * inv
    return gamma * xhat + beta, (xhat, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    xhat, inv, gamma, training = cache
    dgamma = np.sum(dout * xhat, axis=0)
    dbeta = np.sum(dout, axis=0)
    if training:
        dx = gamma * inv * (dout - (dbeta + xhat * dgamma) / dout.shape[0])
    else:
        dx = gamma * inv * dout
    return dx, dgamma, dbeta
