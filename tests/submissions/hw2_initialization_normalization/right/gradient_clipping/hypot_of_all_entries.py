"""math.hypot of all entries; copies when nothing is to be done; sign times smaller magnitude."""

from math import hypot

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.sign(g) * np.minimum(np.abs(g), limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = hypot(*(v for g in grads for v in g.flat))
    if norm <= max_norm:
        return [g.copy() for g in grads], norm
    return [g / norm * max_norm for g in grads], norm
