"""Diagnoses the extremes of the list wherever they stand, not the last over the first.
wrong: diagnose_signal
"""

import numpy as np


def signal_stds(x, weights, activation):
    stds = []
    for w in weights:
        x = x @ w
        if activation == "tanh":
            x = np.tanh(x)
        elif activation == "relu":
            x = np.maximum(x, 0)
        stds.append(float(x.std()))
    return stds


def diagnose_signal(stds):
    low, high = np.argmin(stds), np.argmax(stds)
    if stds[high] <= 10 * stds[low]:
        return "stable"
    return "exploding" if high > low else "vanishing"
