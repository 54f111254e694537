"""Shuffles the caller's x and y in place (in step with each other).
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(x.shape[0])
    x[:] = x[order]
    y[:] = y[order]
    return [
        (x[s : s + batch_size].copy(), y[s : s + batch_size].copy())
        for s in range(0, x.shape[0], batch_size)
    ]
