"""Averages the std of every unit over the batch instead of taking it over all entries.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    stds = []
    for w in weights:
        x = np.matmul(x, w)
        if activation == "relu":
            x = x.clip(min=0)
        elif activation == "tanh":
            x = np.tanh(x)
        stds.append(np.mean(np.std(x, axis=0)))
    return stds


def diagnose_signal(stds):
    first, last = stds[0], stds[-1]
    if last < first / 10:
        return "vanishing"
    elif last > first * 10:
        return "exploding"
    return "stable"
