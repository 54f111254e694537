"""rng.permutation of the indices, fancy indexing, a list comprehension over the starts."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    chunks = [order[i : i + batch_size] for i in range(0, len(order), batch_size)]
    return [(x[chunk], y[chunk]) for chunk in chunks]
