"""Forward adds eps to the std, outside the root.
wrong: layernorm_forward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=1, keepdims=True)
    std = x.std(axis=1, keepdims=True)
    out = gamma * (x - mean) / (std + eps) + beta
    return out, (x - mean, std**2 + eps, gamma)


def layernorm_backward(dout, cache):
    dev, var_eps, gamma = cache
    d = dout.shape[1]
    dhat = dout * gamma
    dvar = -0.5 * (dhat * dev).sum(axis=1, keepdims=True) * var_eps**-1.5
    dmean = -(dhat / np.sqrt(var_eps)).sum(axis=1, keepdims=True)
    dx = dhat / np.sqrt(var_eps) + dvar * 2 * dev / d + dmean / d
    return dx, (dout * dev / np.sqrt(var_eps)).sum(axis=0), dout.sum(axis=0)
