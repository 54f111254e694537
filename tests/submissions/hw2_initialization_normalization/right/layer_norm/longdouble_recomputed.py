"""Long double; the cache keeps the arguments and backward recomputes; recursion sums the batch."""

import numpy as np


def _normalize(x, eps):
    wide = x.astype(np.longdouble)
    dev = wide - wide.mean(axis=1)[:, np.newaxis]
    std = np.sqrt(np.square(dev).mean(axis=1) + eps)[:, np.newaxis]
    return dev / std, std


def _sum(rows):
    if len(rows) == 1:
        return 1 * rows[0]
    half = len(rows) // 2
    return _sum(rows[:half]) + _sum(rows[half:])


def layernorm_forward(x, gamma, beta, eps=1e-5):
    hat, _ = _normalize(x, eps)
    return (gamma * hat + beta).astype(np.float64), (x.copy(), gamma.copy(), eps)


def layernorm_backward(dout, cache):
    x, gamma, eps = cache
    hat, std = _normalize(x, eps)
    g = gamma * dout.astype(np.longdouble)
    projection = np.sum(g * hat, axis=1, keepdims=True) / x.shape[1]
    dx = (g - g.sum(axis=1, keepdims=True) / x.shape[1] - hat * projection) / std
    return tuple(a.astype(np.float64) for a in (dx, _sum(hat * dout), _sum(dout)))
