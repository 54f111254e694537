"""x and y are flattened side by side into one table, whose rows are shuffled and cut apart again."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = x.shape[0]
    flat_x, flat_y = x.reshape(n, -1), y.reshape(n, -1)
    table = np.hstack([flat_x, flat_y])
    rng.shuffle(table, axis=0)
    width = flat_x.shape[1]
    batches = []
    for start in range(0, n, batch_size):
        rows = table[start : start + batch_size]
        bx = rows[:, :width].reshape((rows.shape[0],) + x.shape[1:])
        by = rows[:, width:].reshape((rows.shape[0],) + y.shape[1:])
        batches.append([bx, by])
    return batches
