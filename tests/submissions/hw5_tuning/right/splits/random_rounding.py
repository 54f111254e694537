"""Sizes rounded up or down at random (one uniform offset), so they vary by one between calls."""

import numpy as np


def _parts(members, fractions, rng):
    n = members.size
    edges = np.floor(n * np.cumsum(np.asarray(fractions, dtype=float))[:-1] + rng.random())
    edges = np.minimum(edges, n).astype(np.intp)
    return np.array_split(rng.permutation(members), edges)


def split_indices(n, fractions, rng):
    train, dev, test = _parts(np.arange(n), fractions, rng)
    return train, dev, test


def stratified_split(labels, fractions, rng):
    everything = np.arange(labels.size)
    by_class = [_parts(everything[labels == c], fractions, rng) for c in dict.fromkeys(labels.tolist())]
    return tuple(np.concatenate(part) for part in zip(*by_class))
