"""Multiplies with the D x D Jacobian of every example."""

import numpy as np


def layernorm_forward(x, gamma, beta, eps=1e-5):
    d = x.shape[1]
    centring = np.eye(d) - 1 / d
    dev = x @ centring
    std = (np.einsum("nd,nd->n", dev, dev) / d + eps) ** 0.5
    hat = dev / std[:, None]
    jacobians = [(centring - np.outer(h, h) / d) / s @ np.diag(gamma) for h, s in zip(hat, std)]
    return np.einsum("d,nd->nd", gamma, hat) + beta, (np.array(jacobians), hat)


def layernorm_backward(dout, cache):
    jacobians, hat = cache
    dx = np.einsum("nij,nj->ni", jacobians, dout)
    return dx, np.einsum("nd,nd->d", hat, dout), np.einsum("nd->d", dout)
