"""Takes its optional arguments in another order than the template.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, momentum=0.9, eps=1e-5, training=True
):
    mean, var = (x.mean(axis=0), x.var(axis=0)) if training else (running_mean, running_var)
    inv = 1 / np.sqrt(var + eps)
    x_hat = (x - mean) * inv
    if training:
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    else:
        running_mean, running_var = running_mean.copy(), running_var.copy()
    return gamma * x_hat + beta, (x_hat, inv, gamma, training), running_mean, running_var


def batchnorm_backward(dout, cache):
    x_hat, inv, gamma, training = cache
    d = dout * gamma
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    if not training:
        return d * inv, dgamma, dbeta
    return (d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0)) * inv, dgamma, dbeta
