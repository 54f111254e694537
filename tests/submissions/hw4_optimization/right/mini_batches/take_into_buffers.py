"""Own buffers for every batch, filled with np.take(out=)."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    order = np.arange(n)
    rng.shuffle(order)
    count = -(-n // batch_size)
    batches = [None] * count
    for k in range(count):
        begin, end = k * batch_size, min((k + 1) * batch_size, n)
        bx = np.empty((end - begin,) + x.shape[1:], dtype=x.dtype)
        by = np.empty((end - begin,) + y.shape[1:], dtype=y.dtype)
        np.take(x, order[begin:end], axis=0, out=bx)
        np.take(y, order[begin:end], axis=0, out=by)
        batches[k] = (bx, by)
    return batches
