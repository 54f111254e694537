"""Backward scales the std in its cache, so a second backward on it is wrong.
wrong: layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    xhat = x - x.mean(axis=1, keepdims=True)
    std = np.sqrt(np.square(xhat).mean(axis=1, keepdims=True) + eps)
    xhat /= std
    return xhat * gamma + beta, {"xhat": xhat, "std": std, "gamma": gamma}


def layernorm_backward(dout, cache):
    xhat, std = cache["xhat"], cache["std"]
    d = dout.shape[1]
    g = dout * cache["gamma"]
    std *= d
    dx = d * g - g.sum(axis=1, keepdims=True) - xhat * (g * xhat).sum(axis=1, keepdims=True)
    return dx / std, np.sum(dout * xhat, axis=0), np.sum(dout, axis=0)
