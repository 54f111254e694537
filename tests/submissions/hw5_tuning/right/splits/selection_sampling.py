"""Knuth's selection sampling: one pass, each index goes to a part with chance quota / what is left."""

import numpy as np


class Quotas:
    def __init__(self, n, fractions):
        train = round(n * fractions[0])
        dev = round(n * (fractions[0] + fractions[1])) - train
        self.open = [train, dev, n - train - dev]
        self.left = n

    def assign(self, u):
        ticket = u * self.left
        self.left -= 1
        part = 0
        while part < 2 and ticket >= self.open[part]:
            ticket -= self.open[part]
            part += 1
        self.open[part] -= 1
        return part


def split_indices(n, fractions, rng):
    quotas = Quotas(n, fractions)
    parts = [], [], []
    for i, u in enumerate(rng.random(n).tolist()):
        parts[quotas.assign(u)].append(i)
    return tuple(np.array(p, dtype="int64") for p in parts)


def stratified_split(labels, fractions, rng):
    classes, counts = np.unique(labels, return_counts=True)
    quotas = {c: Quotas(n, fractions) for c, n in zip(classes.tolist(), counts.tolist())}
    parts = [], [], []
    for i, (c, u) in enumerate(zip(labels.tolist(), rng.random(len(labels)).tolist())):
        parts[quotas[c].assign(u)].append(i)
    return tuple(np.array(p, dtype="int64") for p in parts)
