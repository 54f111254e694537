"""Evaluation divides by the root of the running variance without eps.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if not training:
        out = gamma * (x - running_mean) / np.sqrt(running_var) + beta
        xhat = (x - running_mean) / np.sqrt(running_var + eps)
        cache = ("eval", xhat, np.sqrt(running_var + eps), gamma)
        return out, cache, np.copy(running_mean), np.copy(running_var)
    mean = np.mean(x, axis=0)
    var = np.mean((x - mean) ** 2, axis=0)
    xhat = (x - mean) / np.sqrt(var + eps)
    cache = ("train", xhat, np.sqrt(var + eps), gamma)
    running_mean = momentum * running_mean + (1 - momentum) * mean
    running_var = momentum * running_var + (1 - momentum) * var
    return gamma * xhat + beta, cache, running_mean, running_var


def batchnorm_backward(dout, cache):
    mode, xhat, std, gamma = cache
    dgamma = np.einsum("nd,nd->d", dout, xhat)
    dbeta = np.einsum("nd->d", dout)
    dx = dout.copy()
    if mode == "train":
        dx -= (dbeta + xhat * dgamma) / len(dout)
    return dx * gamma / std, dgamma, dbeta
