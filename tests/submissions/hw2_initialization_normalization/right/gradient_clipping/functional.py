"""map, reduce and closures; vdot; copies are clipped in place."""

from functools import reduce
from operator import add

import numpy as np


def _each(f):
    return lambda grads: list(map(f, grads))


def clip_by_value(grads, limit=1.0):
    def clip(g):
        c = np.array(g)
        c.clip(-limit, limit, out=c)
        return c

    return _each(clip)(grads)


def clip_by_global_norm(grads, max_norm):
    norm = reduce(add, map(lambda g: np.vdot(g, g), grads), 0.0) ** 0.5
    ratio = norm / max_norm if norm > max_norm else 1.0
    return _each(lambda g: g / ratio)(grads), norm
