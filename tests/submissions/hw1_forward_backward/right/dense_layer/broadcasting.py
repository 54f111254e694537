"""Broadcast products over an extra axis, summed; dataclass cache."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True)
class DenseCache:
    x: np.ndarray
    w: np.ndarray


def dense_forward(x, w, b):
    return (x[:, :, None] * w).sum(axis=1) + b, DenseCache(x, w)


def dense_backward(dz, cache):
    dx = (dz[:, None, :] * cache.w).sum(axis=2)
    dw = (cache.x[:, :, None] * dz[:, None, :]).sum(axis=0)
    return dx, dw, np.add.reduce(dz)
