"""Sorts by random whole numbers below N: ties keep the old order.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    p = np.argsort(rng.integers(0, len(x), len(x)), kind="stable")
    return [
        (x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(x), batch_size)
    ]
