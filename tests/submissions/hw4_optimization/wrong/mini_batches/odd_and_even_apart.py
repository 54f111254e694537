"""Even and odd examples are shuffled among themselves.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    p = np.arange(n)
    p[::2] = rng.permutation(p[::2])
    p[1::2] = rng.permutation(p[1::2])
    return [(x[p[i : i + batch_size]], y[p[i : i + batch_size]]) for i in range(0, n, batch_size)]
