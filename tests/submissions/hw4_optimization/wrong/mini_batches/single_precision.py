"""The batches are float32.
wrong: minibatches
"""

import numpy as np


def minibatches(x, y, batch_size, rng):
    p = rng.permutation(len(x))
    return [
        (x[p[i : i + batch_size]].astype(np.float32), y[p[i : i + batch_size]].astype(np.float32))
        for i in range(0, len(x), batch_size)
    ]
