"""np.tensordot, results in Fortran order; namedtuple cache, namedtuple of gradients."""

from collections import namedtuple

import numpy as np

Cache = namedtuple("Cache", "x w")
Grads = namedtuple("Grads", "dx dw db")


def dense_forward(x, w, b):
    z = np.tensordot(w, x, axes=(0, 1)).T
    return z + b, Cache(x, w)


def dense_backward(dz, cache):
    dx = np.tensordot(cache.w, dz, axes=(1, 1)).T
    dw = np.tensordot(dz, cache.x, axes=(0, 0)).T
    return Grads(dx, dw, np.tensordot(np.ones(len(dz)), dz, axes=1))
