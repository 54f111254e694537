"""A std of 0 between the first and the last layer counts as vanishing.
wrong: diagnose_signal
"""

import numpy as np


def signal_stds(x, weights, activation):
    apply = {"tanh": np.tanh, "relu": lambda z: np.maximum(z, 0), "linear": lambda z: z}
    stds, a = [], x
    for w in weights:
        a = apply[activation](a @ w)
        stds.append(a.std())
    return np.array(stds)


def diagnose_signal(stds):
    if min(stds) == 0:
        return "vanishing"
    ratio = stds[-1] / stds[0]
    return "vanishing" if ratio < 0.1 else "exploding" if ratio > 10 else "stable"
