"""Divides every array by its own norm, which may be 0.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    norms = [np.sqrt(np.sum(g**2)) for g in grads]
    norm = np.sqrt(np.sum(np.square(norms)))
    if norm > max_norm:
        return [g / n * (n * max_norm / norm) for g, n in zip(grads, norms, strict=False)], norm
    return [g.copy() for g in grads], norm


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]
