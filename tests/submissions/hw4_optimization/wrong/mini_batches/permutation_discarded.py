"""rng.permutation returns a shuffled copy that is thrown away: the examples stay in order.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    indices = np.arange(x.shape[0])
    rng.permutation(indices)
    batches = []
    for start in range(0, x.shape[0], batch_size):
        end = start + batch_size
        batches.append((x[indices[start:end]], y[indices[start:end]]))
    return batches
