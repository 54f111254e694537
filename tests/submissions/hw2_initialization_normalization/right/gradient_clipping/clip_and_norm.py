"""np.clip; the root of a sum of squares; min(1, max_norm / norm)."""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    scale = min(1.0, max_norm / norm) if norm > 0 else 1.0
    return [scale * g for g in grads], norm
