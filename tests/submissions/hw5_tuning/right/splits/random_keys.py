"""Sorts uniform keys instead of permuting; edges by floor of the cumulative sum; np.split."""

import numpy as np


def split_indices(n, fractions, rng):
    order = np.argsort(rng.random(n))
    edges = np.floor(np.cumsum(fractions)[:2] * n + 1e-9).astype(int)
    return np.split(order, edges)


def stratified_split(labels, fractions, rng):
    labels = np.asarray(labels)
    collected = []
    for c in sorted(set(labels.tolist())):
        members = np.flatnonzero(labels == c)
        collected.append([members[i] for i in split_indices(members.size, fractions, rng)])
    return [np.concatenate(part) for part in zip(*collected)]
