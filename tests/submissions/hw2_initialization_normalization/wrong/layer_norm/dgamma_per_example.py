"""dgamma sums over the features: one number per example.
wrong: layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    dev = x - x.mean(axis=-1, keepdims=True)
    std = np.sqrt(np.mean(dev * dev, axis=-1, keepdims=True) + eps)
    return gamma * dev / std + beta, [dev / std, std, gamma]


def layernorm_backward(dout, cache):
    hat, std, gamma = cache
    g = dout * gamma
    dx = g - g.mean(axis=-1, keepdims=True) - hat * (g * hat).mean(axis=-1, keepdims=True)
    return dx / std, (dout * hat).sum(axis=-1), dout.sum(axis=0)
