"""Leaves out the activation of the last layer.
wrong: signal_stds
"""

import numpy as np


def signal_stds(x, weights, activation):
    functions = {"tanh": np.tanh, "relu": lambda z: (z + abs(z)) / 2, "linear": lambda z: z}
    stds = []
    for i, w in enumerate(weights):
        x = x @ w
        if i < len(weights) - 1:
            x = functions[activation](x)
        stds.append(x.std())
    return tuple(stds)


def diagnose_signal(stds):
    change = stds[-1] / stds[0]
    return {(True, False): "vanishing", (False, True): "exploding"}.get(
        (bool(change < 0.1), bool(change > 10)), "stable"
    )
