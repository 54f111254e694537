"""Refuses fractions whose sum is 0.9999999999999999: 0.7, 0.2 and 0.1.
wrong: split_indices, stratified_split
"""

import numpy as np


def split_indices(n, fractions, rng):
    if sum(fractions) != 1:
        raise ValueError("fractions must sum to 1")
    order = rng.permutation(n)
    a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:a], order[a:b], order[b:]


def stratified_split(labels, fractions, rng):
    assert fractions[0] + fractions[1] + fractions[2] == 1.0
    parts = [
        [
            np.flatnonzero(labels == c)[p]
            for p in split_indices(int((labels == c).sum()), fractions, rng)
        ]
        for c in np.unique(labels)
    ]
    return tuple((np.concatenate(p) for p in zip(*parts)))
