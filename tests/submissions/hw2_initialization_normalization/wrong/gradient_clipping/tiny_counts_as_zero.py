"""Takes gradients below 1e-20 for 0.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    top = max(np.abs(g).max() for g in grads)
    norm = 0.0 if top < 1e-20 else top * np.sqrt(sum(np.sum((g / top) ** 2) for g in grads))
    if norm > max_norm:
        return [g * (max_norm / norm) for g in grads], norm
    return [g.copy() for g in grads], norm


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]
