"""stratified_split does not shuffle classes of fewer than 100 examples.
wrong: stratified_split
"""

import numpy as np


def _cut(indices, fractions):
    n = len(indices)
    first = round(n * fractions[0])
    second = round(n * (fractions[0] + fractions[1]))
    return (indices[:first], indices[first:second], indices[second:])


def split_indices(n, fractions, rng):
    return _cut(rng.permutation(n), fractions)


def stratified_split(labels, fractions, rng):
    P = [[], [], []]
    for c in np.unique(labels):
        m = np.flatnonzero(labels == c)
        n = len(m)
        a = round(n * fractions[0])
        b = round(n * (fractions[0] + fractions[1]))
        o = rng.permutation(m) if n >= 100 else m
        for k, x in enumerate((o[:a], o[a:b], o[b:])):
            P[k].append(x)
    return tuple((np.concatenate(x) for x in P))
