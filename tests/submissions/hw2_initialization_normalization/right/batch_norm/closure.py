"""The cache is a closure; deviations by a centring matrix; results come as lists."""

import numpy as np


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    n = len(x)
    if training:
        centring = np.eye(n) - np.full((n, n), 1 / n)
        mean = np.full(n, 1 / n) @ x
        dev = centring @ x
        var = np.mean(dev * dev, axis=0)
        after = [np.average([r, b], axis=0, weights=[momentum, 1 - momentum])
                 for r, b in [(running_mean, mean), (running_var, var)]]
    else:
        centring = np.eye(n)
        dev, var = x - running_mean, running_var
        after = [np.array(running_mean), np.array(running_var)]
    scale = np.diag(1 / np.sqrt(var + eps))
    xhat = dev @ scale
    g = np.array(gamma)

    def backward(dout):
        d = dout @ np.diag(g)
        if training:
            d = centring @ d - xhat @ np.diag(np.diag(xhat.T @ d)) / n
        return [d @ scale, np.diag(xhat.T @ dout).copy(), np.ones(n) @ dout]

    return [xhat @ np.diag(g) + beta, backward, *after]


def batchnorm_backward(dout, cache):
    return cache(dout)
