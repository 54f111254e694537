"""Sign times the smaller size; the norm entry by entry by math.hypot."""

import math

import numpy as np


def clip_by_value(grads, limit=1.0):
    return tuple(np.sign(g) * np.minimum(np.abs(g), limit) for g in grads)


def clip_by_global_norm(grads, max_norm):
    norm = math.hypot(*(math.hypot(*g.ravel()) for g in grads))
    factor = min(1.0, max_norm / norm) if norm else 1.0
    return tuple(factor * g for g in grads), norm
