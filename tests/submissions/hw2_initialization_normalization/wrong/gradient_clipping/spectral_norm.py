"""Takes the 2-norm of every matrix, which is its largest singular value; right for vectors.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.minimum(limit, np.maximum(-limit, g)) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.linalg.norm(g, 2) ** 2 if g.ndim == 2 else np.sum(g**2) for g in grads))
    scale = min(1, max_norm / norm) if norm else 1
    return [g * scale for g in grads], norm
