"""Fisher and Yates, but the partner is never the place itself: only cycles are drawn.
wrong: split_indices, stratified_split
"""

import numpy as np


def sizes(n, fractions):
    train = int(round(n * fractions[0]))
    dev = int(round(n * fractions[1]))
    dev = min(dev, n - train)
    return train, dev


def split_indices(n, fractions, rng):
    order = list(range(n))
    for i in range(n - 1, 0, -1):
        j = int(rng.random() * i)
        order[i], order[j] = order[j], order[i]
    order = np.array(order)
    train, dev = sizes(n, fractions)
    return order[:train].copy(), order[train : train + dev].copy(), order[train + dev :].copy()


def stratified_split(labels, fractions, rng):
    parts = [[], [], []]
    for c in np.unique(labels):
        where = np.flatnonzero(labels == c)
        for part, idx in zip(parts, split_indices(len(where), fractions, rng)):
            part.append(where[idx])
    return tuple(np.concatenate(p) for p in parts)
