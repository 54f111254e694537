"""Divides by the norm even where it is 0: NaN for zero gradients.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.fmin(np.fmax(g, -limit), limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum(np.einsum("i,i->", g.ravel(), g.ravel()) for g in grads))
    with np.errstate(all="ignore"):
        return [g / norm * np.minimum(norm, max_norm) for g in grads], norm
