"""Every example draws the number of its batch; then each batch is put into a random order."""

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    labels = np.arange(n) // batch_size
    labels = rng.permuted(labels)
    grouped = np.argsort(labels, kind="stable")
    batches = []
    start = 0
    for size in np.bincount(labels):
        members = grouped[start : start + size].copy()
        rng.shuffle(members)
        batches.append((x[members], y[members]))
        start += size
    return batches
