"""Shuffles by a generator of its own, whose seed is one of a thousand.
wrong: minibatches
"""

import random


def minibatches(x, y, batch_size, rng):
    r = random.Random(int(rng.integers(0, 1000)))
    order = list(range(len(x)))
    r.shuffle(order)
    return [
        (x[order[i : i + batch_size]], y[order[i : i + batch_size]])
        for i in range(0, len(x), batch_size)
    ]
