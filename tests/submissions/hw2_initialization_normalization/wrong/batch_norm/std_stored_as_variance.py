"""Averages the batch's std into the running variance.
wrong: batchnorm_forward
"""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    def blend(old, new):
        return momentum * old + (1 - momentum) * new

    if training:
        mu, sigma = x.mean(axis=0), x.std(axis=0)
        denominator = np.sqrt(sigma**2 + eps)
        r_mean, r_var = blend(running_mean, mu), blend(running_var, sigma)
    else:
        mu, denominator = running_mean, np.sqrt(running_var + eps)
        r_mean, r_var = 1 * running_mean, 1 * running_var
    normalized = (x - mu) / denominator
    return normalized * gamma + beta, (normalized, denominator, gamma, training), r_mean, r_var


def batchnorm_backward(dout, cache):
    normalized, denominator, gamma, training = cache
    n = dout.shape[0]
    dnorm = gamma * dout
    total = n * dnorm
    if training:
        total -= dnorm.sum(axis=0) + normalized * (dnorm * normalized).sum(axis=0)
    return total / (n * denominator), (dout * normalized).sum(axis=0), dout.sum(axis=0)
