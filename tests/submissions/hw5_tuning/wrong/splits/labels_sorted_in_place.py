"""Stratified: sorts the caller's labels on the way (the split itself is right).
wrong: stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    keys = rng.standard_normal(n)
    order = keys.argsort()
    a = round(n * fractions[0])
    b = round(n * (fractions[0] + fractions[1]))
    return order[:a], order[a:b], order[b:]


def stratified_split(labels, fractions, rng):
    order = np.argsort(labels, kind="stable")
    labels.sort()
    starts = np.flatnonzero(np.r_[True, labels[1:] != labels[:-1]])
    groups = []
    for members in np.split(order, starts[1:]):
        local = split_indices(len(members), fractions, rng)
        groups.append([members[part] for part in local])
    return tuple(np.concatenate(part) for part in zip(*groups))
