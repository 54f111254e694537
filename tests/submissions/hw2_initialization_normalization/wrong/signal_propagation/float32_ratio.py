"""Compares the stds in float32, where tiny ones are 0.
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
    stds = np.asarray(stds, dtype=np.float32)
    with np.errstate(all="ignore"):
        ratio = stds[-1] / stds[0]
    return "vanishing" if ratio < 0.1 else "exploding" if ratio > 10 else "stable"
