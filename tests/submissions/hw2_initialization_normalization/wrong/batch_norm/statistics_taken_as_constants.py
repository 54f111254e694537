"""dx takes the batch mean and variance for constants.
wrong: batchnorm_backward
"""

import numpy as np


class Cache:
    def __init__(self, xhat, scale):
        self.xhat, self.scale = xhat, scale


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    mean = x.mean(axis=0) if training else running_mean
    var = x.var(axis=0) if training else running_var
    xhat = (x - mean) / np.sqrt(var + eps)
    if training:
        running_mean = momentum * running_mean + (1 - momentum) * mean
        running_var = momentum * running_var + (1 - momentum) * var
    cache = Cache(xhat, gamma / np.sqrt(var + eps))
    return xhat * gamma + beta, cache, running_mean.copy(), running_var.copy()


def batchnorm_backward(dout, cache):
    dx = dout * cache.scale
    return dx, np.sum(dout * cache.xhat, axis=0), np.sum(dout, axis=0)
