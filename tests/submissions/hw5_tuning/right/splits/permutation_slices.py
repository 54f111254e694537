"""One permutation of all indices cut by slices at rounded edges; a loop over the classes."""

import numpy as np


def _cut(indices, fractions):
    n = len(indices)
    first = round(n * fractions[0])
    second = round(n * (fractions[0] + fractions[1]))
    return indices[:first], indices[first:second], indices[second:]


def split_indices(n, fractions, rng):
    return _cut(rng.permutation(n), fractions)


def stratified_split(labels, fractions, rng):
    parts = [[], [], []]
    for c in np.unique(labels):
        members = rng.permutation(np.where(labels == c)[0])
        for part, piece in zip(parts, _cut(members, fractions)):
            part.append(piece)
    train, dev, test = (rng.permutation(np.concatenate(part)) for part in parts)
    return train, dev, test
