"""All gradients in one vector, clipped there and cut into views of it again."""

import numpy as np


def _flatten(grads):
    return np.concatenate([np.ravel(g) for g in grads])


def _cut(flat, grads):
    ends = np.cumsum([g.size for g in grads])
    return [flat[end - g.size : end].reshape(g.shape) for g, end in zip(grads, ends)]


def clip_by_value(grads, limit=1.0):
    flat = _flatten(grads)
    flat[flat > limit] = limit
    flat[flat < -limit] = -limit
    return _cut(flat, grads)


def clip_by_global_norm(grads, max_norm):
    flat = _flatten(grads)
    norm = np.sqrt(np.dot(flat, flat))
    if norm > max_norm:
        flat *= max_norm / norm
    return _cut(flat, grads), norm
