"""Entry by entry with np.ndindex; exact sum of squares."""

from math import fsum, sqrt

import numpy as np


def clip_by_value(grads, limit=1.0):
    result = []
    for g in grads:
        c = np.empty(g.shape)
        for index in np.ndindex(*g.shape):
            c[index] = max(-limit, min(limit, g[index]))
        result.append(c)
    return result


def clip_by_global_norm(grads, max_norm):
    squares = []
    for g in grads:
        for index in np.ndindex(*g.shape):
            squares.append(float(g[index]) ** 2)
    norm = sqrt(fsum(squares))
    result = []
    for g in grads:
        c = g.copy()
        if norm > max_norm:
            for index in np.ndindex(*g.shape):
                c[index] = g[index] * max_norm / norm
        result.append(c)
    return result, norm
