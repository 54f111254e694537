"""Scales to max_norm always, so small gradients grow.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.maximum(-limit, np.minimum(limit, g)) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads))
    if norm == 0:
        return [np.zeros_like(g) for g in grads], norm
    return [g / norm * max_norm for g in grads], norm
