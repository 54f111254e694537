"""Python loops over features and examples, exact sums; list cache."""

from math import fsum, sqrt

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n, d = x.shape
    out = np.zeros((n, d))
    new_mean, new_var = np.zeros(d), np.zeros(d)
    cache = []
    for j in range(d):
        column = x[:, j].tolist()
        if training:
            m = fsum(column) / n
            v = fsum((t - m) ** 2 for t in column) / n
            new_mean[j] = momentum * running_mean[j] + (1 - momentum) * m
            new_var[j] = momentum * running_var[j] + (1 - momentum) * v
        else:
            m, v = new_mean[j], new_var[j] = running_mean[j], running_var[j]
        s = sqrt(v + eps)
        xhat = [(t - m) / s for t in column]
        for i in range(n):
            out[i, j] = gamma[j] * xhat[i] + beta[j]
        cache.append((xhat, s, float(gamma[j]), training))
    return out, cache, new_mean, new_var


def batchnorm_backward(dout, cache):
    n, d = dout.shape
    dx, dgamma, dbeta = np.zeros((n, d)), np.zeros(d), np.zeros(d)
    for j, (xhat, s, g, training) in enumerate(cache):
        upstream = dout[:, j].tolist()
        dbeta[j] = fsum(upstream)
        dgamma[j] = fsum(u * h for u, h in zip(upstream, xhat))
        for i in range(n):
            inner = upstream[i]
            if training:
                inner -= dbeta[j] / n + xhat[i] * dgamma[j] / n
            dx[i, j] = g / s * inner
    return dx, dgamma, dbeta
