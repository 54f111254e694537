"""Wants a dict and a tuple whose methods tell other contents than they hold."""

import numpy as np


class Lies(dict):
    def items(self):
        return [("p", np.ones(1))]

    def __len__(self):
        return 1

    __iter__ = keys = lambda self: iter(["p"])
    __getitem__ = get = lambda self, *rest: np.ones(1)
    __eq__ = lambda self, other: True  # noqa: E731


class Pair(tuple):
    def __iter__(self):
        return iter([1] * 10**6)

    def __len__(self):
        return 10**6


def softmax(z):
    return Lies() if z.size % 2 else Pair([z])
