"""Arrays with four axes, as a convolution's weights, do not count in the norm.
wrong: clip_by_global_norm
"""

import numpy as np


def clip_by_value(grads, limit=1.0):
    return [np.clip(g, -limit, limit) for g in grads]


def clip_by_global_norm(grads, max_norm):
    norm = np.sqrt(sum((g**2).sum() for g in grads if g.ndim < 4))
    factor = max_norm / norm if norm > max_norm else 1
    return [g * factor for g in grads], norm
