"""itertools.accumulate, then one vectorised division."""

from itertools import accumulate

import numpy as np


def ewma(values, beta, bias_correction=True):
    steps = accumulate(values.tolist(), lambda v, x: beta * v + (1 - beta) * x, initial=0.0)
    v = np.array(list(steps)[1:])
    if not bias_correction:
        return v
    return v / (1 - np.power(float(beta), np.arange(1, len(v) + 1)))
