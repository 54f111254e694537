"""One helper takes the term and its derivative as functions; reduce and map do the rest."""

from functools import reduce
from operator import add

import numpy as np


def penalise(weights, factor, term, derivative):
    total = reduce(add, map(lambda w: term(w).sum(), weights), 0.0)
    return factor * total, list(map(lambda w: factor * derivative(w), weights))


def l2_penalty(weights, lam, m):
    return penalise(weights, lam / (2 * m), np.square, lambda w: 2 * w)


def l1_penalty(weights, lam, m):
    return penalise(weights, lam / (2 * m), np.abs, np.sign)
