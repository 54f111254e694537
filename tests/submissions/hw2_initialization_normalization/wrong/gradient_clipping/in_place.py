"""Scales the caller's arrays in place and returns copies.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [g.clip(-limit, limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.linalg.norm(np.concatenate([g.ravel() for g in grads]))
    if norm > max_norm:
        for g in grads:
            g *= max_norm / norm
    return [g.copy() for g in grads], norm
