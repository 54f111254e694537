"""Own buffers with out=; dgamma by np.add.at; a named tuple as cache."""

from collections import namedtuple

import numpy as np

Cache = namedtuple("Cache", "hat std gamma")


def layernorm_forward(x, gamma, beta, eps=1e-5):
    hat = np.array(x)
    column = np.empty((len(x), 1))
    np.mean(hat, axis=1, keepdims=True, out=column)
    np.subtract(hat, column, out=hat)
    std = np.linalg.norm(hat, axis=1, keepdims=True)
    np.square(std, out=std)
    std /= x.shape[1]
    std += eps
    np.sqrt(std, out=std)
    np.divide(hat, std, out=hat)
    out = np.multiply(hat, gamma)
    np.add(out, beta, out=out)
    return out, Cache(hat, std, gamma)


def layernorm_backward(dout, cache):
    hat, std, gamma = cache
    columns = np.tile(np.arange(dout.shape[1]), len(dout))
    dgamma, dbeta = np.zeros(gamma.shape), np.zeros(gamma.shape)
    np.add.at(dgamma, columns, (dout * hat).ravel())
    np.add.at(dbeta, columns, dout.ravel())
    dx = np.multiply(dout, gamma)
    along = np.einsum("nd,nd->n", dx, hat)[:, None] / dout.shape[1]
    dx -= dx.mean(axis=1, keepdims=True)
    dx -= hat * along
    dx /= std
    return dx, dgamma, dbeta
