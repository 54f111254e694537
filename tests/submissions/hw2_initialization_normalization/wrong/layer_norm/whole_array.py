"""One mean and variance for the whole array; right for a single example.
wrong: layernorm_forward, layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    std = np.sqrt(np.var(x) + eps)
    hat = (x - np.mean(x)) / std
    return hat * gamma + beta, {"hat": hat, "std": std, "gamma": gamma}


def layernorm_backward(dout, cache):
    hat, std, gamma = cache["hat"], cache["std"], cache["gamma"]
    dhat = gamma * dout
    dx = (dhat - np.mean(dhat) - hat * np.mean(dhat * hat)) / std
    return dx, np.sum(hat * dout, axis=0), np.sum(dout, axis=0)
