"""Stratified: draws one seed and shuffles every class with it, so classes of one size are split alike.
wrong: stratified_split
"""

import numpy as np


def _parts(members, fractions, rng):
    members = members[rng.permutation(len(members))]
    a = round(len(members) * fractions[0])
    b = round(len(members) * (fractions[0] + fractions[1]))
    return members[:a], members[a:b], members[b:]


def split_indices(n, fractions, rng):
    return _parts(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    seed = int(rng.integers(2**31))
    groups = []
    for c in np.unique(labels):
        members = np.flatnonzero(labels == c)
        groups.append(_parts(members, fractions, np.random.default_rng(seed)))
    return [np.concatenate(part) for part in zip(*groups)]
