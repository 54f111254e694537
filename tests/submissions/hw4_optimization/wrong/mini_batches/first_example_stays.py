"""The first example is never moved.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    p = np.concatenate([[0], 1 + rng.permutation(len(x) - 1)]).astype(int)
    return [
        (x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, len(x), batch_size)
    ]
