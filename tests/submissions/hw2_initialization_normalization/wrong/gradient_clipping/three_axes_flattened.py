"""Arrays of three axes come back flat.
wrong: clip_by_value
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [
        np.clip(g, -limit, limit) if g.ndim < 3 else np.clip(g, -limit, limit).ravel()
        for g in grads
    ]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    if norm > max_norm:
        return [g * (max_norm / norm) for g in grads], norm
    return [g.copy() for g in grads], norm
