"""Shuffles the examples of full batches only: the rest always holds the last ones.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    full = len(x) // batch_size * batch_size
    p = np.concatenate([rng.permutation(full), np.arange(full, len(x))])
    return [
        (x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(x), batch_size)
    ]
