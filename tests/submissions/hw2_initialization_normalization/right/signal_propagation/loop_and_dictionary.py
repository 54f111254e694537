"""A loop, a dictionary of activations, h.std(); the ratio against both limits."""

import numpy as np

ACTIVATIONS = {
    "tanh": np.tanh,
    "relu": lambda z: np.maximum(z, 0),
    "linear": lambda z: z,
}


def signal_stds(x, weights, activation):
    act = ACTIVATIONS[activation]
    stds = []
    h = x
    for w in weights:
        h = act(h @ w)
        stds.append(h.std())
    return stds


def diagnose_signal(stds):
    ratio = stds[-1] / stds[0]
    if ratio < 0.1:
        return "vanishing"
    if ratio > 10:
        return "exploding"
    return "stable"
