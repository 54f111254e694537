"""Loops over one or two axes; a third makes them fail.
wrong: clip_by_value
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    out = []
    for g in grads:
        if g.ndim == 1:
            out.append(np.array([min(max(v, -limit), limit) for v in g]))
        else:
            out.append(np.array([[min(max(v, -limit), limit) for v in r] for r in g]))
    return out


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.sum(g**2) for g in grads))
    if norm > max_norm:
        return [g * (max_norm / norm) for g in grads], norm
    return [g.copy() for g in grads], norm
