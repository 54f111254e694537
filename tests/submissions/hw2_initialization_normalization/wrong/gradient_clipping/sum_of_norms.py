"""Adds up the arrays' norms instead of their squares.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return tuple(np.sign(g) * np.minimum(abs(g), limit) for g in grads)


def clip_by_global_norm(grads, max_norm):
    norm = sum(np.linalg.norm(g) for g in grads)
    scale = 1.0 if norm <= max_norm else max_norm / norm
    return tuple(scale * g for g in grads), norm
