"""Gets x_hat back from the output by a division by gamma.
wrong: batchnorm_forward, batchnorm_backward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if training:
        mean, var = x.mean(axis=0), x.var(axis=0)
        rm = momentum * running_mean + (1 - momentum) * mean
        rv = momentum * running_var + (1 - momentum) * var
    else:
        mean, var = running_mean, running_var
        rm, rv = running_mean.copy(), running_var.copy()
    inv = 1 / np.sqrt(var + eps)
    out = gamma * (x - mean) * inv + beta
    return out, (out, beta, inv, gamma, training), rm, rv


def batchnorm_backward(dout, cache):
    out, beta, inv, gamma, training = cache
    x_hat = (out - beta) / gamma
    dgamma, dbeta = (dout * x_hat).sum(axis=0), dout.sum(axis=0)
    d = dout * gamma
    if training:
        d = d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0)
    return d * inv, dgamma, dbeta
