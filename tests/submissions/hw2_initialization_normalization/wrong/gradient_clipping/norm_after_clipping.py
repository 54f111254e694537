"""Reports the norm after clipping.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.where(np.abs(g) > limit, np.sign(g) * limit, g) for g in grads]


def _norm(grads):
    return float(np.sqrt(sum(np.vdot(g, g) for g in grads)))


def clip_by_global_norm(grads, max_norm):
    scale = max_norm / max(_norm(grads), max_norm)
    clipped = [g * scale for g in grads]
    return clipped, _norm(clipped)
