"""Shuffles a vector of part numbers (0, 1, 2): every part comes out in ascending order."""

import numpy as np


def _tags(n, fractions, rng):
    tags = np.full(n, 2, dtype=np.int8)
    first = int(np.rint(n * fractions[0]))
    second = int(np.rint(n * (fractions[0] + fractions[1])))
    tags[:first] = 0
    tags[first:second] = 1
    rng.shuffle(tags)
    return tags


def split_indices(n, fractions, rng):
    tags = _tags(n, fractions, rng)
    return [np.flatnonzero(tags == part) for part in range(3)]


def stratified_split(labels, fractions, rng):
    tags = np.empty(labels.shape[0], dtype=np.int8)
    for c in np.unique(labels):
        chosen = labels == c
        tags[chosen] = _tags(np.count_nonzero(chosen), fractions, rng)
    return [np.flatnonzero(tags == part) for part in range(3)]
