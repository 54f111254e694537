"""Evaluation as one scale and shift; the cache keeps inputs only and backward recomputes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass
class Cache:
    x: np.ndarray
    gamma: np.ndarray
    mean: np.ndarray
    var: np.ndarray
    eps: float
    training: bool


def _blend(old, new, keep):
    return keep * old + (1 - keep) * new


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    if not training:
        scale = gamma / np.sqrt(running_var + eps)
        shift = beta - running_mean * scale
        cache = Cache(x.copy(), gamma.copy(), running_mean.copy(), running_var.copy(), eps, False)
        return x * scale + shift, cache, running_mean.copy(), running_var.copy()
    mean, std = np.mean(x, axis=0), np.std(x, axis=0)
    cache = Cache(x.copy(), gamma.copy(), mean, std * std, eps, True)
    out = gamma * (x - mean) / np.sqrt(std**2 + eps) + beta
    return out, cache, _blend(running_mean, mean, momentum), _blend(running_var, std**2, momentum)


def batchnorm_backward(dout, cache):
    n = dout.shape[0]
    s = np.sqrt(cache.var + cache.eps)
    centred = cache.x - cache.mean
    dgamma = (dout * centred).sum(axis=0) / s
    dx = cache.gamma / s * dout
    if cache.training:
        dx -= cache.gamma / (n * s) * dout.sum(axis=0)
        dx -= cache.gamma / (n * s**2) * centred * dgamma
    return dx, dgamma, dout.sum(axis=0)
