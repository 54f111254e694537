"""Gets x_hat back from the output by a division by gamma.
wrong: layernorm_forward, layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    inv = 1 / np.sqrt(var + eps)
    out = gamma * (x - mean) * inv + beta
    return out, (out, beta, inv, gamma)


def layernorm_backward(dout, cache):
    out, beta, inv, gamma = cache
    x_hat = (out - beta) / gamma
    d = dout * gamma
    dx = (d - d.mean(axis=1, keepdims=True) - x_hat * (d * x_hat).mean(axis=1, keepdims=True)) * inv
    return dx, (dout * x_hat).sum(axis=0), dout.sum(axis=0)
