"""Stratified: collects positions inside each class instead of indices into labels.
wrong: stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    order = np.argsort(rng.random(n))
    a = int(n * fractions[0] + 0.5)
    b = int(n * (fractions[0] + fractions[1]) + 0.5)
    return order[:a], order[a:b], order[b:]


def stratified_split(labels, fractions, rng):
    parts = [split_indices(int(count), fractions, rng) for count in np.unique(labels, return_counts=True)[1]]
    return tuple(np.concatenate(piece) for piece in zip(*parts))
