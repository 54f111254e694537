"""Stratified: takes the class ids to be 0 … K-1, so ids beyond a gap are left out.
wrong: stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = rng.permutation(n)
    edges = np.rint(np.cumsum(fractions[:2]) * n).astype(int)
    return tuple(np.split(order, edges))


def stratified_split(labels, fractions, rng):
    n_classes = len(np.unique(labels))
    parts = [], [], []
    for c in range(n_classes):
        members = np.flatnonzero(labels == c)
        for part, local in zip(parts, split_indices(members.size, fractions, rng)):
            part.append(members[local])
    return tuple(np.concatenate(part) for part in parts)
