"""Fisher-Yates by hand on a Python list, all swap partners drawn at once; classes in a dictionary."""

import math

import numpy as np


def _shuffle(items, rng):
    items = list(items)
    if len(items) > 1:
        top = np.arange(len(items) - 1, 0, -1)
        partners = rng.integers(0, top + 1).tolist()
        for i, j in zip(top.tolist(), partners):
            items[i], items[j] = items[j], items[i]
    return items


def _sizes(n, fractions):
    a = min(n, math.floor(n * float(fractions[0]) + 0.5))
    b = min(n - a, math.floor(n * float(fractions[1]) + 0.5))
    return a, b


def split_indices(n, fractions, rng):
    items = _shuffle(range(int(n)), rng)
    a, b = _sizes(len(items), fractions)
    train = np.array(items[:a], dtype=np.int64)
    dev = np.array(items[a : a + b], dtype=np.int64)
    test = np.array(items[a + b :], dtype=np.int64)
    return train, dev, test


def stratified_split(labels, fractions, rng):
    groups = {}
    for i, c in enumerate(labels.tolist()):
        groups.setdefault(c, []).append(i)
    train, dev, test = [], [], []
    for members in groups.values():
        members = _shuffle(members, rng)
        a, b = _sizes(len(members), fractions)
        train += members[:a]
        dev += members[a : a + b]
        test += members[a + b :]
    return tuple(np.array(_shuffle(p, rng), dtype=np.int64) for p in (train, dev, test))
