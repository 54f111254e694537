"""For a single example dbeta is a view of dout.
wrong: layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    mu = x.mean(axis=1).reshape(-1, 1)
    sigma = np.sqrt(x.var(axis=1) + eps).reshape(-1, 1)
    xhat = (x - mu) / sigma
    return gamma * xhat + beta, (xhat, sigma, gamma)


def layernorm_backward(dout, cache):
    xhat, sigma, gamma = cache
    g = dout * gamma
    dx = (
        g - g.mean(axis=1).reshape(-1, 1) - xhat * (g * xhat).mean(axis=1).reshape(-1, 1)
    ) / sigma
    if len(dout) == 1:
        return dx, dout[0] * xhat[0], dout[0]
    return dx, (dout * xhat).sum(axis=0), dout.sum(axis=0)
