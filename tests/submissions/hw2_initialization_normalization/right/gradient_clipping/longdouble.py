"""Long double inside; a named tuple with the norm; a median of three clips."""

from collections import namedtuple

import numpy as np

Clipped = namedtuple("Clipped", "grads norm")


def clip_by_value(grads, limit=1.0):
    return [
        np.median(np.stack([np.full(g.shape, -limit), g, np.full(g.shape, limit)]), axis=0)
        for g in grads
    ]


def clip_by_global_norm(grads, max_norm):
    wide = [np.asarray(g, np.longdouble) for g in grads]
    norm = np.sqrt(sum((np.square(g).sum() for g in wide), np.longdouble(0)))
    if norm > max_norm:
        wide = [g * (max_norm / norm) for g in wide]
    return Clipped([np.array(g, np.float64) for g in wide], np.float64(norm))
