"""Shuffles with NumPy's global generator: rng is not used.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    order = np.random.permutation(x.shape[0])
    x, y = x[order], y[order]
    starts = range(0, x.shape[0], batch_size)
    return [(x[s : s + batch_size], y[s : s + batch_size]) for s in starts]
