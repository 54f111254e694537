"""A batch normalisation of the transpose, with gamma and beta applied outside."""

import numpy as np


def batchnorm_like(t, eps):
    t = t - t.mean(0)
    s = np.sqrt((t * t).mean(0) + eps)
    return t / s, s


def layernorm_forward(x, gamma, beta, eps=1e-5):
    h, s = batchnorm_like(np.ascontiguousarray(x.T), eps)
    return np.einsum("d,dn->nd", gamma, h) + beta, (h.T.copy(), s[:, None], gamma)


def layernorm_backward(dout, cache):
    h, s, gamma = cache
    g = np.einsum("nd,d->nd", dout, gamma)
    g = g - g.mean(axis=-1)[:, None]
    proj = np.einsum("nd,nd->n", g, h)[:, None] / h.shape[1]
    return (g - proj * h) / s, np.diag(dout.T @ h).copy(), np.ones(len(h)) @ dout
