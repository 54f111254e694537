"""The averages are written over the caller's values (and a copy of them is returned).
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    v = 0.0
    for t in range(values.shape[0]):
        v = beta * v + (1 - beta) * values[t]
        values[t] = v / (1 - beta ** (t + 1)) if bias_correction else v
    return values.copy()
