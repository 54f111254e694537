"""Clips every array by a norm of its own; the norm it reports is right.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norms = [np.linalg.norm(g) for g in grads]
    clipped = [g * min(1.0, max_norm / n) if n > 0 else g.copy() for g, n in zip(grads, norms)]
    return clipped, np.linalg.norm(norms)
