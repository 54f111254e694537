"""Never clips where the norm is below 1e-12.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    if norm > max_norm and norm > 1e-12:
        return [g * (max_norm / norm) for g in grads], norm
    return [g.copy() for g in grads], norm


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]
