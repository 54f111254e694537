"""The list starts with the std of the input: one entry too many.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    signals = [x]
    for w in weights:
        z = signals[-1] @ w
        if activation == "tanh":
            z = np.tanh(z)
        if activation == "relu":
            z = z * (z > 0)
        signals.append(z)
    return [float(np.std(h)) for h in signals]


def diagnose_signal(stds):
    if stds[-1] * 10 < stds[0]:
        return "vanishing"
    if stds[-1] > 10 * stds[0]:
        return "exploding"
    return "stable"
