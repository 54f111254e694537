"""Two cuts, of which the second has a generator of its own, always with the same seed.
wrong: split_indices, stratified_split
"""

import numpy as np


def cut_off(members, size, rng):
    chosen = np.sort(rng.choice(len(members), size, replace=False))
    return members[chosen], np.delete(members, chosen)


def three(members, fractions, rng):
    n = len(members)
    n_train = round(n * fractions[0])
    n_dev = round(n * (fractions[0] + fractions[1])) - n_train
    train, rest = cut_off(members, n_train, rng)
    dev, test = cut_off(rest, n_dev, np.random.default_rng(42))
    return train, dev, test


def split_indices(n, fractions, rng):
    return three(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    pieces = [three(np.where(labels == c)[0], fractions, rng) for c in np.unique(labels)]
    return tuple(np.concatenate(part) for part in zip(*pieces))
