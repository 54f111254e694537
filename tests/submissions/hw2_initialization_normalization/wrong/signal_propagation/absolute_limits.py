"""Compares the last std itself with 1/10 and 10, whatever the first one was.
wrong: diagnose_signal
"""

import numpy as np


def signal_stds(x, weights, activation):
    act = {"tanh": np.tanh, "relu": lambda z: np.maximum(0, z), "linear": lambda z: z}[activation]
    stds = np.zeros(len(weights))
    for i, w in enumerate(weights):
        x = act(x @ w)
        stds[i] = x.std()
    return list(stds)


def diagnose_signal(stds):
    last = stds[-1]
    if last < 0.1:
        return "vanishing"
    if last > 10:
        return "exploding"
    return "stable"
