"""Recursion: fair coins send every index left or right; small groups are sorted by random keys."""

import numpy as np


def scatter(index, rng):
    if len(index) < 64:
        return index[np.argsort(rng.integers(0, 2**62, size=len(index)))]
    coins = rng.integers(0, 2, size=len(index)).astype(bool)
    return np.concatenate([scatter(index[coins], rng), scatter(index[~coins], rng)])


def minibatches(x, y, batch_size, rng):
    order = scatter(np.arange(x.shape[0]), rng)

    def cut(rest):
        if len(rest) <= batch_size:
            return [rest]
        return [rest[:batch_size]] + cut(rest[batch_size:])

    if len(order) // batch_size < 500:
        parts = cut(order)
    else:
        parts = [order[s : s + batch_size] for s in range(0, len(order), batch_size)]
    return [(x[p], y[p]) for p in parts]
