"""Draws the test part, then the dev part of the rest, by choice without replacement; train is what remains."""

import numpy as np


def _draw(pool, fractions, rng):
    n = len(pool)
    n_test = int(n * fractions[2] + 0.5)
    n_dev = min(n - n_test, int(n * fractions[1] + 0.5))
    test = rng.choice(pool, size=n_test, replace=False)
    pool = np.setdiff1d(pool, test, assume_unique=True)
    dev = rng.choice(pool, size=n_dev, replace=False)
    train = np.setdiff1d(pool, dev, assume_unique=True)
    return train, dev, test


def split_indices(n, fractions, rng):
    return _draw(np.arange(n), fractions, rng)


def stratified_split(labels, fractions, rng):
    classes, inverse = np.unique(labels, return_inverse=True)
    pieces = [_draw(np.nonzero(inverse == k)[0], fractions, rng) for k in range(len(classes))]
    train = np.hstack([p[0] for p in pieces])
    dev = np.hstack([p[1] for p in pieces])
    test = np.hstack([p[2] for p in pieces])
    return train, dev, test
