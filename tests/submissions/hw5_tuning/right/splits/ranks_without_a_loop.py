"""Vectorised: lexsort by class and random key, then each row's rank in its class decides the part."""

import numpy as np


def split_indices(n, fractions, rng):
    return stratified_split(np.zeros(n, dtype=np.int64), fractions, rng)


def stratified_split(labels, fractions, rng):
    n = len(labels)
    order = np.lexsort((rng.random(n), labels))
    _, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    rank = np.arange(n) - np.repeat(first, counts)
    size = np.repeat(counts, counts)
    f_train, f_dev, _ = fractions
    end_train = np.floor(size * f_train + 0.5)
    end_dev = np.floor(size * (f_train + f_dev) + 0.5)
    part = (rank >= end_train).astype(int) + (rank >= end_dev)
    return order[part == 0], order[part == 1], order[part == 2]
