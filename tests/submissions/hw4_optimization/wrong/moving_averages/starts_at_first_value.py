"""Without the correction the average starts from the first value instead of from 0.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    previous = 0.0 if bias_correction else values[0]
    v = np.empty(len(values))
    for t in range(len(values)):
        previous = beta * previous + (1 - beta) * values[t]
        v[t] = previous
    if bias_correction:
        v = v / (1 - beta ** np.arange(1.0, len(values) + 1))
    return v
