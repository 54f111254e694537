"""Where gamma is 0 its gradient is 0 as well.
wrong: batchnorm_backward
"""

import numpy as np


def batchnorm_backward(dout, cache):
    x_hat, inv, gamma, training = cache
    d = dout * gamma
    if training:
        d = d - d.mean(axis=0) - x_hat * (d * x_hat).mean(axis=0)
    return d * inv, np.where(gamma == 0, 0.0, (dout * x_hat).sum(axis=0)), dout.sum(axis=0)


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
    x_hat = (x - mean) * inv
    return gamma * x_hat + beta, (x_hat, inv, gamma, training), rm, rv
