"""A parallel prefix: windows of 1, 2, 4, ... values are joined, no loop over time."""

import numpy as np


def ewma(values, beta, bias_correction=True):
    v = (1.0 - beta) * values
    correction = np.full(len(values), 1.0 - beta)
    reach = 1
    while reach < len(v):
        factor = float(beta) ** reach
        v = np.concatenate([v[:reach], v[reach:] + factor * v[:-reach]])
        correction = np.concatenate(
            [correction[:reach], correction[reach:] + factor * correction[:-reach]]
        )
        reach *= 2
    return v / correction if bias_correction else v
