"""Sorts by random integers, stably: of two examples with the same key the earlier one comes first.
wrong: split_indices, stratified_split
"""

import numpy as np


def cut(members, fractions, rng):
    n = len(members)
    order = members[np.argsort(rng.integers(0, n, n), kind="stable")]
    a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:a], order[a:b], order[b:]


def split_indices(n, fractions, rng):
    return cut(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    pieces = [cut(np.flatnonzero(labels == c), fractions, rng) for c in np.unique(labels)]
    return tuple(np.concatenate(part) for part in zip(*pieces))
