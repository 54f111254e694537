"""Builds each feature's Jacobian (I - 11'/N - hh'/N)/s explicitly; einsum applies it."""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n, d = x.shape
    if training:
        mean = np.einsum("nd->d", x) / n
        var = np.einsum("nd,nd->d", x - mean, x - mean) / n
        stats = (
            momentum * running_mean + (1 - momentum) * mean,
            momentum * running_var + (1 - momentum) * var,
        )
    else:
        mean, var = running_mean, running_var
        stats = (1.0 * mean, 1.0 * var)
    h = (x - mean) * (var + eps) ** -0.5
    jac = np.repeat(np.eye(n)[np.newaxis], d, axis=0)
    if training:
        jac = jac - 1 / n - np.einsum("id,jd->dij", h, h) / n
    jac *= (gamma * (var + eps) ** -0.5)[:, None, None]
    return np.einsum("d,nd->nd", gamma, h) + beta, (jac, h), stats[0], stats[1]


def batchnorm_backward(dout, cache):
    jac, h = cache
    dx = np.einsum("dij,jd->id", jac, dout)
    return dx, np.einsum("nd,nd->d", dout, h), np.einsum("nd->d", dout)
