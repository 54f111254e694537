"""Looks back over the last 100 values only.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    T = len(values)
    w = (1 - beta) * beta ** np.arange(min(T, 100.0))
    v = np.convolve(values, w)[:T]
    if bias_correction:
        v = v / (1 - beta ** np.arange(1, T + 1))
    return v
