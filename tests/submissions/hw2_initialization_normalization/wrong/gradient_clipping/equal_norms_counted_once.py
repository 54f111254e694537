"""A set of the arrays' squares, in which equal ones count once.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum({float((g**2).sum()) for g in grads}))
    factor = max_norm / norm if norm > max_norm else 1
    return [g * factor for g in grads], norm
