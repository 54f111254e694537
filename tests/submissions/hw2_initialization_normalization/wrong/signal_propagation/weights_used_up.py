"""Pops the matrices off the caller's list.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    stds = []
    while weights:
        x = x @ weights.pop(0)
        if activation == "relu":
            x[x < 0] = 0
        if activation == "tanh":
            x = np.tanh(x)
        stds.append(np.std(x))
    return stds


def diagnose_signal(stds):
    ratio = stds[-1] / stds[0]
    if 0.1 <= ratio <= 10:
        return "stable"
    return "exploding" if ratio > 1 else "vanishing"
