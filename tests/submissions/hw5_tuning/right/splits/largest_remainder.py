"""Sizes by the largest-remainder rule of elections; named tuple of parts; iterators cut by islice."""

from collections import defaultdict, namedtuple
from itertools import chain, islice

import numpy as np

Split = namedtuple("Split", "train dev test")


def seats(n, fractions):
    quotas = [n * float(f) for f in fractions]
    sizes = [int(q + 1e-9) for q in quotas]
    by_remainder = sorted(range(3), key=lambda k: sizes[k] - quotas[k])
    for k in by_remainder[: n - sum(sizes)]:
        sizes[k] += 1
    return sizes


def deal(members, fractions, rng):
    cards = iter(rng.permuted(members).tolist())
    return [list(islice(cards, size)) for size in seats(len(members), fractions)]


def split_indices(n, fractions, rng):
    return Split(*(np.asarray(part, dtype=int) for part in deal(np.arange(n), fractions, rng)))


def stratified_split(labels, fractions, rng):
    groups = defaultdict(list)
    for index, label in enumerate(labels):
        groups[label].append(index)
    dealt = [deal(group, fractions, rng) for group in groups.values()]
    return Split(*(np.fromiter(chain.from_iterable(part), dtype=int) for part in zip(*dealt)))
