"""Pushes one example at a time through a layer; sums of exact precision; own tanh from expm1."""

from math import fsum, sqrt

import numpy as np


def _tanh(v):
    e = np.expm1(-2 * np.abs(v))
    return np.copysign(-e / (2 + e), v)


def signal_stds(x, weights, activation):
    rows = list(x)
    found = []
    for w in weights:
        rows = [row @ w for row in rows]
        if activation == "tanh":
            rows = [_tanh(row) for row in rows]
        if activation == "relu":
            rows = [(row + np.abs(row)) / 2 for row in rows]
        entries = [v for row in rows for v in row.tolist()]
        mean = fsum(entries) / len(entries)
        found.append(sqrt(fsum((v - mean) ** 2 for v in entries) / len(entries)))
    return found


def diagnose_signal(stds):
    first, *_ = stds
    *_, last = stds
    verdict = "stable"
    if last < first / 10:
        verdict = "vanishing"
    elif last > first * 10:
        verdict = "exploding"
    return verdict
