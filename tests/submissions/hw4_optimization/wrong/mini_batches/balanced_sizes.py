"""Cuts into batches of about equal sizes, instead of full ones and one rest.
wrong: minibatches
"""

import math

import numpy as np


def minibatches(x, y, batch_size, rng):
    n = len(x)
    order = rng.permutation(n)
    parts = np.array_split(order, math.ceil(n / batch_size))
    return [(x[part], y[part]) for part in parts]
