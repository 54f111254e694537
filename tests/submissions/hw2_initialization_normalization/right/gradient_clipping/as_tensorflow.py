"""max_norm / max(norm, max_norm), tuples returned; minimum of maximum."""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return tuple(np.minimum(np.maximum(g, -limit), limit) for g in grads)


def clip_by_global_norm(grads, max_norm):
    norm = np.linalg.norm([np.linalg.norm(np.ravel(g)) for g in grads])
    denominator = max(norm, max_norm)
    factor = max_norm / denominator if denominator else 0.0
    return tuple(np.multiply(g, factor) for g in grads), float(norm)
