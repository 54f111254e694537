"""Backward recomputes the std with the default eps.
wrong: layernorm_backward
"""

import numpy as np


def _normalize(x, eps=1e-5):
    centred = x - x.mean(axis=1, keepdims=True)
    std = np.sqrt((centred**2).mean(axis=1, keepdims=True) + eps)
    return centred / std, std


def layernorm_forward(x, gamma, beta, eps=1e-5):
    hat, _ = _normalize(x, eps)
    return hat * gamma + beta, (x, gamma)


def layernorm_backward(dout, cache):
    x, gamma = cache
    hat, std = _normalize(x)
    g = dout * gamma
    dx = g - g.mean(axis=1, keepdims=True) - hat * (g * hat).mean(axis=1, keepdims=True)
    return dx / std, np.sum(dout * hat, axis=0), dout.sum(axis=0)
