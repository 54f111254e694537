"""Recursion over the list of weights, Python floats; compares products instead of the ratio."""

import math

import numpy as np


def apply(z, activation):
    if activation == "relu":
        return z * (z > 0)
    return np.tanh(z) if activation == "tanh" else z


def signal_stds(x, weights, activation):
    if len(weights) == 0:
        return []
    first, *rest = weights
    h = apply(np.dot(x, first), activation)
    std = math.sqrt(np.mean((h - np.mean(h)) ** 2))
    return [std] + signal_stds(h, rest, activation)


def diagnose_signal(stds):
    first, last = float(stds[0]), float(stds[-1])
    if 10 * last < first:
        return "vanishing"
    return "exploding" if last > 10 * first else "stable"
