"""Counts by bincount from the least class id on: memory for all numbers up to the largest.
wrong: stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = rng.permutation(n)
    first = round(n * fractions[0])
    second = round(n * (fractions[0] + fractions[1]))
    train = order[:first]
    dev = order[first:second]
    test = order[second:]
    return train, dev, test


def stratified_split(labels, fractions, rng):
    shifted = labels - labels.min()
    out = [[], [], []]
    for c, n in enumerate(np.bincount(shifted)):
        m = rng.permutation(np.flatnonzero(shifted == c))
        a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
        out[0].append(m[:a])
        out[1].append(m[a:b])
        out[2].append(m[b:])
    return tuple((np.concatenate(o) for o in out))
