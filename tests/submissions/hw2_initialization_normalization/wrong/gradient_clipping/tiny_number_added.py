"""Adds 1e-12 to the norm.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    k = min(1.0, max_norm / (norm + 1e-12))
    return [g * k for g in grads], norm


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]
