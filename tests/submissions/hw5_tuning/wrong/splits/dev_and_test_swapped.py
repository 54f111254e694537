"""Returns train, test, dev: shows only where dev and test have different fractions.
wrong: split_indices, stratified_split
"""

import numpy as np


def _pieces(members, fractions, rng):
    members = rng.permutation(members)
    a = int(np.round(len(members) * fractions[0]))
    b = int(np.round(len(members) * (fractions[0] + fractions[1])))
    train, dev, test = members[:a], members[a:b], members[b:]
    return train, test, dev


def split_indices(n, fractions, rng):
    return _pieces(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    groups = [_pieces(np.flatnonzero(labels == c), fractions, rng) for c in np.unique(labels)]
    return tuple(np.concatenate(part) for part in zip(*groups))
