"""Calls it vanishing or exploding only beyond a factor of 100.
wrong: diagnose_signal
"""

import numpy as np


def signal_stds(x, weights, activation):
    if not len(weights):
        return []
    h = x @ weights[0]
    h = np.tanh(h) if activation == "tanh" else np.maximum(h, 0) if activation == "relu" else h
    return [np.std(h), *signal_stds(h, weights[1:], activation)]


def diagnose_signal(stds):
    ratio = stds[-1] / stds[0]
    if ratio < 0.01:
        return "vanishing"
    elif ratio > 100:
        return "exploding"
    else:
        return "stable"
