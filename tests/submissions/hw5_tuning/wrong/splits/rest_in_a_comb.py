"""Draws the training set well and spreads the dev set evenly over the sorted rest.
wrong: split_indices, stratified_split
"""

import numpy as np


def cut(members, fractions, rng):
    n = len(members)
    n_train = round(n * fractions[0])
    n_dev = round(n * (fractions[0] + fractions[1])) - n_train
    train = rng.choice(members, n_train, replace=False)
    rest = np.setdiff1d(members, train)
    dev = rest[np.arange(n_dev) * len(rest) // max(n_dev, 1)]
    return train, dev, np.setdiff1d(rest, dev)


def split_indices(n, fractions, rng):
    return cut(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    pieces = [cut(np.flatnonzero(labels == c), fractions, rng) for c in np.unique(labels)]
    return tuple(np.concatenate(part) for part in zip(*pieces))
