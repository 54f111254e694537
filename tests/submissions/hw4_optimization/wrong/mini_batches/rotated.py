"""Starts at a random example and goes round: the order is a rotation, not a permutation.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    order = (np.arange(n) + rng.integers(n)) % n
    chunks = np.split(order, range(batch_size, n, batch_size))
    return [(x[c], y[c]) for c in chunks]
