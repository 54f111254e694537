"""Divides by the largest entry before squaring; copysign; the norm is a 0-d array."""

import numpy as np


def clip_by_value(grads, limit=1.0):
    clipped = []
    for g in grads:
        over = np.abs(g) > limit
        clipped.append(np.where(over, np.copysign(limit, g), g))
    return clipped


def clip_by_global_norm(grads, max_norm):
    largest = max((float(np.max(np.abs(g), initial=0.0)) for g in grads), default=0.0)
    if largest == 0.0:
        return [np.zeros(g.shape) for g in grads], np.array(0.0)
    total = sum(float(np.sum((g / largest) ** 2)) for g in grads)
    norm = largest * total**0.5
    scale = np.minimum(1.0, max_norm / norm)
    return [g * scale for g in grads], np.array(norm)
