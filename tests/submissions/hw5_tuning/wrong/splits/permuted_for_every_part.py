"""Draws a new permutation for every part: the parts overlap and examples are missing.
wrong: split_indices
"""

import numpy as np


def split_indices(n, fractions, rng):
    a = round(n * fractions[0])
    b = round(n * (fractions[0] + fractions[1]))
    train = rng.permutation(n)[:a]
    dev = rng.permutation(n)[a:b]
    test = rng.permutation(n)[b:]
    return train, dev, test


def stratified_split(labels, fractions, rng):
    train, dev, test = [], [], []
    for c in np.unique(labels):
        idx = np.where(labels == c)[0]
        rng.shuffle(idx)
        a = round(len(idx) * fractions[0])
        b = round(len(idx) * (fractions[0] + fractions[1]))
        train.extend(idx[:a])
        dev.extend(idx[a:b])
        test.extend(idx[b:])
    return np.array(train, dtype=int), np.array(dev, dtype=int), np.array(test, dtype=int)
