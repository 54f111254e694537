"""A running weighted sum and the running sum of its weights: no power of beta anywhere."""

import numpy as np


def ewma(values, beta, bias_correction=True):
    out = np.empty(len(values))
    total = weight = 0.0
    for i in range(len(values)):
        total = beta * total + values[i]
        weight = beta * weight + 1.0
        out[i] = total / weight if bias_correction else (1.0 - beta) * total
    return out
