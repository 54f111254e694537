"""Backward multiplies the caller's dout by gamma in place, after dgamma and dbeta.
wrong: layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean, var = x.mean(axis=1, keepdims=True), x.var(axis=1, keepdims=True)
    hat = (x - mean) / np.sqrt(var + eps)
    return hat * gamma + beta, (hat, np.sqrt(var + eps), gamma)


def layernorm_backward(dout, cache):
    hat, std, gamma = cache
    dgamma, dbeta = (dout * hat).sum(axis=0), dout.sum(axis=0)
    dout *= gamma
    dx = dout - dout.mean(axis=1, keepdims=True)
    dx -= hat * (dout * hat).mean(axis=1, keepdims=True)
    return dx / std, dgamma, dbeta
