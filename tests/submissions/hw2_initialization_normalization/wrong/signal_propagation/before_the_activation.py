"""Measures the layers before the activation.
wrong: signal_stds
"""

import numpy as np

F = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}


def signal_stds(x, weights, activation):
    stds = []
    for w in weights:
        z = x @ w
        stds.append(z.std())
        x = F[activation](z)
    return stds


def diagnose_signal(stds):
    r = stds[-1] / stds[0]
    return "vanishing" if r < 0.1 else ("exploding" if r > 10 else "stable")
