"""dx differentiates through the mean but not through the variance.
wrong: layernorm_backward
"""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    rows = [(r - r.mean(), np.sqrt(r.var() + eps)) for r in x]
    hat = np.array([dev / std for dev, std in rows])
    return gamma * hat + beta, (hat, [std for _, std in rows], gamma)


def layernorm_backward(dout, cache):
    hat, stds, gamma = cache
    dx = np.zeros_like(dout)
    for i, std in enumerate(stds):
        g = dout[i] * gamma
        dx[i] = (g - g.mean()) / std
    return dx, np.einsum("nd,nd->d", dout, hat), np.einsum("nd->d", dout)
