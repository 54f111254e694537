"""Divides by the number of entries less one.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    h = x
    result = []
    for w in weights:
        h = h @ w
        h = np.tanh(h) if activation == "tanh" else h
        h = np.maximum(h, 0) if activation == "relu" else h
        result.append(h.std(ddof=1) if h.size > 1 else 0.0)
    return result


def diagnose_signal(stds):
    ratio = stds[-1] / stds[0]
    if ratio < 1 / 10:
        return "vanishing"
    return "exploding" if ratio > 10 else "stable"
