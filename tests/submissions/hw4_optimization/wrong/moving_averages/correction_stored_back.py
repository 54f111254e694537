"""The corrected value is carried on as the state.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    averages = []
    v = 0.0
    for t, theta in enumerate(values, 1):
        v = beta * v + (1 - beta) * theta
        if bias_correction:
            v = v / (1 - beta**t)
        averages.append(v)
    return np.array(averages, dtype=np.float64)
