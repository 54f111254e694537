"""Writes the clipped arrays into the caller's list.
wrong: clip_by_value
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    for i, g in enumerate(grads):
        grads[i] = np.clip(g, -limit, limit)
    return list(grads)


def clip_by_global_norm(grads, max_norm):
    norm = np.linalg.norm([np.linalg.norm(g) for g in grads])
    return [g * (max_norm / max(norm, max_norm)) for g in grads], norm
