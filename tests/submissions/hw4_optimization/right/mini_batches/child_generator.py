"""A child generator seeded from rng shuffles a list with its own method."""

from collections import namedtuple

import numpy as np

Batch = namedtuple("Batch", ["x", "y"])


def minibatches(x, y, batch_size, rng):
    child = np.random.default_rng(rng.integers(0, 2**63 - 1, size=2))
    order = np.arange(x.shape[0])
    child.shuffle(order)
    parts = np.array_split(order, range(batch_size, x.shape[0], batch_size))
    return [Batch(x=x[part], y=y[part]) for part in parts]
