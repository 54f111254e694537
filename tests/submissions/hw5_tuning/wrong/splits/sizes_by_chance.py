"""Every example draws its part on its own, so the sizes are right only on average.
wrong: split_indices
"""

import numpy as np


def split_indices(n, fractions, rng):
    u = rng.random(n)
    a, b = fractions[0], fractions[0] + fractions[1]
    return np.flatnonzero(u < a), np.flatnonzero((u >= a) & (u < b)), np.flatnonzero(u >= b)


def stratified_split(labels, fractions, rng):
    part = np.full(len(labels), 2)
    for c in set(labels.tolist()):
        members = rng.permutation(np.flatnonzero(labels == c))
        a = round(len(members) * fractions[0])
        b = round(len(members) * (fractions[0] + fractions[1]))
        part[members[:a]] = 0
        part[members[a:b]] = 1
    return tuple(np.flatnonzero(part == k) for k in range(3))
