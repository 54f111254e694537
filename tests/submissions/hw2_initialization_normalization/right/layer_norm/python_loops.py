"""Example by example and feature by feature, exact sums; list of caches."""

from math import fsum, sqrt

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    out, cache = np.zeros(x.shape), []
    for i, row in enumerate(x.tolist()):
        mean = fsum(row) / len(row)
        std = sqrt(fsum((v - mean) ** 2 for v in row) / len(row) + eps)
        hat = [(v - mean) / std for v in row]
        for j, h in enumerate(hat):
            out[i, j] = gamma[j] * h + beta[j]
        cache.append((hat, std))
    return out, (cache, gamma.tolist())


def layernorm_backward(dout, cache):
    rows, gamma = cache
    n, d = dout.shape
    dx, dgamma, dbeta = np.zeros((n, d)), np.zeros(d), np.zeros(d)
    for i in range(n):
        hat, std = rows[i]
        g = [float(dout[i, j]) * gamma[j] for j in range(d)]
        mean_g = fsum(g) / d
        mean_gh = fsum(a * b for a, b in zip(g, hat)) / d
        for j in range(d):
            dx[i, j] = (g[j] - mean_g - hat[j] * mean_gh) / std
            dgamma[j] += dout[i, j] * hat[j]
            dbeta[j] += dout[i, j]
    return dx, dgamma, dbeta
