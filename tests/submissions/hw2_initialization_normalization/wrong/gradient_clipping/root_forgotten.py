"""Works with the squared norm.
wrong: clip_by_global_norm
"""

from functools import reduce

import numpy as np


def clip_by_value(grads, limit=1.0):
    return list(map(lambda g: np.clip(g, -limit, limit), grads))


def clip_by_global_norm(grads, max_norm):
    norm = reduce(lambda s, g: s + np.sum(g**2), grads, 0.0)
    scale = max_norm / norm if norm > max_norm else 1.0
    return [scale * g for g in grads], norm
