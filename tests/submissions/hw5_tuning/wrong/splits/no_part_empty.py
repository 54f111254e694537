"""Every part gets one example at least, at the cost of the training set.
wrong: split_indices, stratified_split
"""

import numpy as np


def sizes(n, fractions):
    train = int(round(n * fractions[0]))
    dev = int(round(n * fractions[1]))
    dev = max(1, dev)
    train = min(train, max(1, n - dev - 1))
    return train, dev


def split_indices(n, fractions, rng):
    order = rng.permutation(n)
    train, dev = sizes(n, fractions)
    return order[:train].copy(), order[train : train + dev].copy(), order[train + dev :].copy()


def stratified_split(labels, fractions, rng):
    parts = [[], [], []]
    for c in np.unique(labels):
        where = np.flatnonzero(labels == c)
        for part, idx in zip(parts, split_indices(len(where), fractions, rng)):
            part.append(where[idx])
    return tuple(np.concatenate(p) for p in parts)
