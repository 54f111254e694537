"""rng.choice without replacement and np.split; a tuple of tuples by zip."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    order = rng.choice(n, size=n, replace=False)
    cuts = np.arange(batch_size, n, batch_size)
    return tuple(zip(np.split(x[order], cuts), np.split(y[order], cuts)))
