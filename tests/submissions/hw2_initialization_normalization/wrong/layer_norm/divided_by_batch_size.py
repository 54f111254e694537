"""dx divides the sums over the features by N instead of D; right when x is square.
wrong: layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    mu = np.mean(x, axis=1, keepdims=True)
    ivar = 1 / np.sqrt(np.var(x, axis=1, keepdims=True) + eps)
    hat = (x - mu) * ivar
    return gamma * hat + beta, (hat, ivar, gamma)


def layernorm_backward(dout, cache):
    hat, ivar, gamma = cache
    n = dout.shape[0]
    dhat = dout * gamma
    sums = dhat.sum(axis=1, keepdims=True) + hat * (dhat * hat).sum(axis=1, keepdims=True)
    dx = ivar * (dhat - sums / n)
    return dx, (dout * hat).sum(axis=0), dout.sum(axis=0)
