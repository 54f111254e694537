"""An empty part comes out as a float array, which cannot be used as an index.
wrong: split_indices, stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = rng.permutation(n).tolist()
    a = round(n * fractions[0])
    b = round(n * (fractions[0] + fractions[1]))
    return np.array(order[:a]), np.array(order[a:b]), np.array(order[b:])


def stratified_split(labels, fractions, rng):
    train, dev, test = [], [], []
    for c in sorted(set(labels.tolist())):
        members = np.flatnonzero(labels == c).tolist()
        rng.shuffle(members)
        a = round(len(members) * fractions[0])
        b = round(len(members) * (fractions[0] + fractions[1]))
        train += members[:a]
        dev += members[a:b]
        test += members[b:]
    return np.array(train), np.array(dev), np.array(test)
