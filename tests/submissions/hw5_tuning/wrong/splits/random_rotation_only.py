"""Only rotates the indices by a random offset: neighbours always stay together.
wrong: split_indices
"""

import numpy as np


def _cut(members, fractions):
    edges = np.round(np.cumsum(fractions)[:-1] * len(members)).astype(int)
    return np.split(members, edges)


def split_indices(n, fractions, rng):
    return _cut(np.roll(np.arange(n), int(rng.integers(max(n, 1)))), fractions)


def stratified_split(labels, fractions, rng):
    pieces = [_cut(rng.permutation(np.where(labels == c)[0]), fractions) for c in np.unique(labels)]
    return [np.concatenate(p) for p in zip(*pieces)]
