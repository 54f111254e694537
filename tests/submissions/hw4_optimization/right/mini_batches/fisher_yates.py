"""Fisher and Yates by hand on a Python list, one uniform number per swap."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    index = list(range(x.shape[0]))
    for last in range(len(index) - 1, 0, -1):
        other = int(rng.random() * (last + 1))
        index[last], index[other] = index[other], index[last]
    result = []
    while index:
        now, index = index[:batch_size], index[batch_size:]
        result.append((x[now], y[now]))
    return result
