"""Forward divides the squared deviations by D - 1.
wrong: layernorm_forward
"""

import numpy as np


def _hat(x, eps, ddof=0):
    d = x.shape[1]
    dev = x - x.mean(axis=1, keepdims=True)
    var = np.sum(dev**2, axis=1, keepdims=True) / max(d - ddof, 1)
    return dev / np.sqrt(var + eps), np.sqrt(var + eps)


def layernorm_forward(x, gamma, beta, eps=1e-5):
    hat, _ = _hat(x, eps, ddof=1)
    return gamma * hat + beta, (x, gamma, eps)


def layernorm_backward(dout, cache):
    x, gamma, eps = cache
    hat, std = _hat(x, eps)
    g = dout * gamma
    along = np.mean(g * hat, axis=1, keepdims=True)
    dx = (g - np.mean(g, axis=1, keepdims=True) - hat * along) / std
    return dx, np.sum(dout * hat, axis=0), np.sum(dout, axis=0)
