"""Stratified: never shuffles inside a class, only the finished parts; the first members always train.
wrong: stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = list(range(n))
    rng.shuffle(order)
    a = round(n * fractions[0])
    b = round(n * (fractions[0] + fractions[1]))
    return tuple(np.array(part, dtype=int) for part in (order[:a], order[a:b], order[b:]))


def stratified_split(labels, fractions, rng):
    train, dev, test = [], [], []
    for c in np.unique(labels):
        members = np.nonzero(labels == c)[0]
        a = round(len(members) * fractions[0])
        b = round(len(members) * (fractions[0] + fractions[1]))
        train.append(members[:a])
        dev.append(members[a:b])
        test.append(members[b:])
    return tuple(rng.permutation(np.concatenate(part)) for part in (train, dev, test))
