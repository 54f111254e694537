"""Value clipping always clips at 1.
wrong: clip_by_value
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -1.0, 1.0) for g in grads]


def clip_by_global_norm(grads, max_norm):
    total = 0.0
    for g in grads:
        total += float(np.sum(g**2))
    norm = total**0.5
    if norm > max_norm:
        return [g * max_norm / norm for g in grads], norm
    return [+g for g in grads], norm
