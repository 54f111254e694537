"""Recursion on the two halves of the series; the left one's last average decays into the right one."""

import numpy as np


def _raw(values, beta):
    if len(values) <= 1:
        return (1 - beta) * values
    middle = len(values) // 2
    left, right = _raw(values[:middle], beta), _raw(values[middle:], beta)
    fading = float(beta) ** np.arange(1, len(right) + 1)
    return np.concatenate((left, right + left[-1] * fading))


def ewma(values, beta, bias_correction=True):
    v = _raw(values, beta)
    if bias_correction:
        v /= 1 - float(beta) ** np.arange(1, v.size + 1)
    return v
