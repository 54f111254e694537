"""Returns the caller's own arrays when nothing has to be clipped.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, a_min=-limit, a_max=limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(np.sum([np.sum(np.square(g)) for g in grads]))
    if norm <= max_norm:
        return list(grads), norm
    return [g * (max_norm / norm) for g in grads], norm
