"""Stratified: draws two seeds and takes them in turn, so every other class is split alike.
wrong: stratified_split
"""

import numpy as np


def cut(members, fractions, rng):
    n = len(members)
    order = rng.permutation(members)
    a, b = round(n * fractions[0]), round(n * (fractions[0] + fractions[1]))
    return order[:a], order[a:b], order[b:]


def split_indices(n, fractions, rng):
    return cut(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    seeds = rng.integers(2**60, size=2)
    pieces = [
        cut(np.flatnonzero(labels == c), fractions, np.random.default_rng(seeds[k % 2]))
        for k, c in enumerate(np.unique(labels))
    ]
    return tuple(np.concatenate(part) for part in zip(*pieces))
