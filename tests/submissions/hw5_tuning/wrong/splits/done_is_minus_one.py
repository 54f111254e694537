"""Marks the examples that are dealt with by the label -1, which may be a class itself.
wrong: stratified_split
"""

import numpy as np


def cut(members, fractions, rng):
    n = len(members)
    order = rng.permutation(members)
    a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:a], order[a:b], order[b:]


def split_indices(n, fractions, rng):
    return cut(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    left = labels.copy()
    pieces = []
    for c in dict.fromkeys(labels.tolist()):
        members = np.flatnonzero(left == c)
        pieces.append(cut(members, fractions, rng))
        left[members] = -1
    return tuple(np.concatenate(part) for part in zip(*pieces))
