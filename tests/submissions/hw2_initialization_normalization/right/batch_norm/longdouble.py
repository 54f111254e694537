"""Long double inside, named tuple outside; dvar and dmean as in the paper of Ioffe and Szegedy."""

from typing import Any, NamedTuple

import numpy as np


class Normalized(NamedTuple):
    out: np.ndarray
    cache: Any
    running_mean: np.ndarray
    running_var: np.ndarray


def _wide(*arrays):
    return [np.array(a, dtype=np.longdouble) for a in arrays]


def _narrow(*arrays):
    return [np.array(a, dtype=np.float64) for a in arrays]


def batchnorm_forward(
    x, gamma, beta, running_mean, running_var, training=True, momentum=0.9, eps=1e-5
):
    x, gamma, beta, r_mean, r_var = _wide(x, gamma, beta, running_mean, running_var)
    mean, var = (x.mean(axis=0), x.var(axis=0)) if training else (r_mean, r_var)
    keep = momentum if training else 1.0
    out = gamma * (x - mean) / np.sqrt(var + eps) + beta
    stats = r_mean * keep + mean * (1 - keep), r_var * keep + var * (1 - keep)
    narrow = _narrow(out, *stats)
    return Normalized(narrow[0], (x, gamma, mean, var + eps, training), narrow[1], narrow[2])


def batchnorm_backward(dout, cache):
    x, gamma, mean, var_eps, training = cache
    (dy,) = _wide(dout)
    m = dy.shape[0]
    dxhat = dy * gamma
    dx = dxhat / np.sqrt(var_eps)
    if training:
        dvar = (dxhat * (x - mean)).sum(axis=0) * -0.5 * var_eps**-1.5
        dmean = (-dxhat / np.sqrt(var_eps)).sum(axis=0) + dvar * (-2 * (x - mean)).mean(axis=0)
        dx = dx + dvar * 2 * (x - mean) / m + dmean / m
    dgamma = (dy * (x - mean) / np.sqrt(var_eps)).sum(axis=0)
    return tuple(_narrow(dx, dgamma, dy.sum(axis=0)))
