"""One unit at a time, columns first, one scalar draw each."""

import numpy as np


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0.0 < keep_prob <= 1.0:
        raise ValueError("the probability to keep a unit must be above 0 and at most 1")
    n, d = x.shape
    factors = [[1.0] * d for _ in range(n)]
    if training:
        for j in range(d):
            for i in range(n):
                factors[i][j] = 1.0 / keep_prob if rng.random() < keep_prob else 0.0
    out = np.empty((n, d))
    for i in range(n):
        for j in range(d):
            out[i, j] = x[i, j] * factors[i][j]
    return out, factors


def dropout_backward(dout, cache):
    dx = np.empty(dout.shape)
    for i, row in enumerate(cache):
        for j, factor in enumerate(row):
            dx[i, j] = dout[i, j] * factor
    return dx
