"""Rows are taken one by one from an iterator over the shuffled indices and stacked."""

from itertools import islice

import numpy as np


def minibatches(x, y, batch_size, rng):
    rows = iter(np.argsort(rng.standard_normal(len(y))).tolist())
    result = []
    while True:
        chosen = list(islice(rows, int(batch_size)))
        if not chosen:
            return result
        result.append((np.stack([x[r] for r in chosen]), np.stack([y[r] for r in chosen])))
