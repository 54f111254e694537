"""The last, smaller batch is dropped when N is not a multiple of the batch size.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    order = rng.permutation(len(x))
    batch_size = min(batch_size, len(x))
    batches = []
    for k in range(len(x) // batch_size):
        chosen = order[k * batch_size : (k + 1) * batch_size]
        batches.append((x[chosen], y[chosen]))
    return batches
