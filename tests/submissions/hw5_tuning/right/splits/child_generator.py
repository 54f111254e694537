"""Seeds a generator of its own from one draw of rng; cuts by recursion; plain functions on masks."""

import numpy as np


def _own_generator(rng):
    return np.random.Generator(np.random.PCG64(int(rng.integers(2**62))))


def _take(members, fractions, total, generator):
    if len(fractions) == 1:
        return [members]
    size = min(len(members), int(np.round(total * fractions[0])))
    chosen = np.zeros(len(members), dtype=bool)
    chosen[generator.permutation(len(members))[:size]] = True
    return [members[chosen]] + _take(members[~chosen], fractions[1:], total, generator)


def split_indices(n, fractions, rng):
    generator = _own_generator(rng)
    return [generator.permutation(part) for part in _take(np.arange(n), list(fractions), n, generator)]


def stratified_split(labels, fractions, rng):
    generator = _own_generator(rng)
    train, dev, test = np.empty((3, 0), dtype=np.int64)
    for c in np.unique(labels)[::-1]:
        members = np.argwhere(labels == c).ravel()
        a, b, rest = _take(members, list(fractions), len(members), generator)
        train, dev, test = np.append(train, a), np.append(dev, b), np.append(test, rest)
    for part in (train, dev, test):
        generator.shuffle(part)
    return train, dev, test
