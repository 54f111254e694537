"""Value clipping bounds from above only.
wrong: clip_by_value
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    clipped = []
    for g in grads:
        c = g.copy()
        c[c > limit] = limit
        clipped.append(c)
    return clipped


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g * g) for g in grads))
    factor = max_norm / norm if norm > max_norm else 1
    return [factor * g for g in grads], norm
