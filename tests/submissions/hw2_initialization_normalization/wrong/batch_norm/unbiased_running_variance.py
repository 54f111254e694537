"""Averages the unbiased variance into the running one, as PyTorch does.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = x.shape[0]
    new_mean, new_var = running_mean.copy(), running_var.copy()
    if training:
        mu = np.sum(x, axis=0) / n
        var = np.sum((x - mu) ** 2, axis=0) / n
        new_mean = momentum * new_mean + (1 - momentum) * mu
        new_var = momentum * new_var + (1 - momentum) * var * n / max(n - 1, 1)
    else:
        mu, var = new_mean, new_var
    ivar = 1.0 / np.sqrt(var + eps)
    x_hat = (x - mu) * ivar
    cache = {"x_hat": x_hat, "ivar": ivar, "gamma": gamma, "training": training}
    return gamma * x_hat + beta, cache, new_mean, new_var


def batchnorm_backward(dout, cache):
    x_hat, ivar, gamma = cache["x_hat"], cache["ivar"], cache["gamma"]
    dgamma, dbeta = np.sum(dout * x_hat, axis=0), np.sum(dout, axis=0)
    if not cache["training"]:
        return dout * gamma * ivar, dgamma, dbeta
    n = len(dout)
    return gamma * ivar / n * (n * dout - dbeta - x_hat * dgamma), dgamma, dbeta
