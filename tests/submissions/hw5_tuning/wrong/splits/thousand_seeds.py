"""Splits by a generator of its own, whose seed is one of a thousand.
wrong: split_indices
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = np.random.default_rng(int(rng.integers(1000))).permutation(n)
    a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:a], order[a:b], order[b:]


def stratified_split(labels, fractions, rng):
    train = []
    dev = []
    test = []
    for label in np.unique(labels):
        members = np.flatnonzero(labels == label)
        order = rng.permutation(members)
        first = round(len(members) * fractions[0])
        second = round(len(members) * (fractions[0] + fractions[1]))
        train.append(order[:first])
        dev.append(order[first:second])
        test.append(order[second:])
    return np.concatenate(train), np.concatenate(dev), np.concatenate(test)
