"""Horner's rule over the list of what the velocity has seen."""

from functools import reduce

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    def horner(terms):
        return reduce(lambda acc, term: acc * beta + term, terms)

    return tuple([w - horner([v, dw, dw]) * lr, horner([v, dw])])
