"""Works on the transposed signal; one array holds all the stds; logarithms in the diagnosis."""

import math

import numpy as np


def signal_stds(x, weights, activation):
    stds = np.zeros(len(weights))
    h = x.T
    for layer, w in enumerate(weights):
        h = w.T @ h
        if activation == "relu":
            h[h < 0] = 0.0
        elif activation == "tanh":
            h = np.tanh(h)
        stds[layer] = np.sqrt(np.var(h))
    return stds


def diagnose_signal(stds):
    last = stds[len(stds) - 1]
    if last == 0:
        return "vanishing"
    decades = math.log10(last) - math.log10(stds[0])
    if abs(decades) < 1:
        return "stable"
    return "exploding" if decades > 0 else "vanishing"
