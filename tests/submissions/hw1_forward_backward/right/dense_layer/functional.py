"""The sum over inputs is a reduce over rank-one terms; exact sums for db."""

from functools import reduce
from math import fsum
from operator import add

import numpy as np


def dense_forward(x, w, b):
    terms = map(np.multiply.outer, x.T, w)
    return reduce(add, terms) + b, (x, w)


def dense_backward(dz, cache):
    x, w = cache
    dx = reduce(add, map(np.multiply.outer, dz.T, w.T))
    dw = reduce(add, map(np.multiply.outer, x, dz))
    db = np.array([fsum(column) for column in dz.T])
    return dx, dw, db
