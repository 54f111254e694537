"""Divides by the root mean square and subtracts no mean.
wrong: layernorm_forward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    inv = 1 / np.sqrt((x**2).mean(axis=1, keepdims=True) + eps)
    return gamma * x * inv + beta, (x * inv, inv, gamma)


def layernorm_backward(dout, cache):
    x_hat, inv, gamma = cache
    d = dout * gamma
    dx = (d - d.mean(axis=1, keepdims=True) - x_hat * (d * x_hat).mean(axis=1, keepdims=True)) * inv
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
