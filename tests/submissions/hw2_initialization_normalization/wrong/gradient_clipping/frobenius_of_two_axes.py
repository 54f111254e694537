"""Asks NumPy for a Frobenius norm, which it has for two axes only.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(g, "fro" if g.ndim > 1 else None) ** 2 for g in grads))
    if norm > max_norm:
        return [g * (max_norm / norm) for g in grads], norm
    return [g.copy() for g in grads], norm


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]
