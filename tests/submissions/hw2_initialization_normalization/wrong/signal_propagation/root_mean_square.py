"""Takes the root mean square, without subtracting the mean.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    act = {"tanh": np.tanh, "relu": lambda z: np.where(z > 0, z, 0.0), "linear": np.array}
    h, stds = x, []
    for w in weights:
        h = act[activation](np.dot(h, w))
        stds.append(np.sqrt(np.mean(h**2)))
    return stds


def diagnose_signal(stds):
    ratio = stds[-1] / stds[0]
    if ratio > 10:
        return "exploding"
    if ratio < 0.1:
        return "vanishing"
    return "stable"
