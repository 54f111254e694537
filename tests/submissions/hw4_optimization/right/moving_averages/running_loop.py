"""The textbook loop: v kept uncorrected, the corrected value appended."""

import numpy as np


def ewma(values, beta, bias_correction=True):
    v = 0.0
    averages = []
    for t, theta in enumerate(values, start=1):
        v = beta * v + (1 - beta) * theta
        averages.append(v / (1 - beta**t) if bias_correction else v)
    return np.array(averages, dtype=float)
