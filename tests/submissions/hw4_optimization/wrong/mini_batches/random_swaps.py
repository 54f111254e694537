"""Swaps 2 N random pairs, which leaves 1.8 % of the examples where they were.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    p = np.arange(n)
    for a, b in rng.integers(0, n, (2 * n, 2)):
        p[[a, b]] = p[[b, a]]
    return [(x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, n, batch_size)]
