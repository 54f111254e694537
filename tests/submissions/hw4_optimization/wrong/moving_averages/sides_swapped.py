"""beta and 1-beta are swapped in the average (and the correction follows).
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    v = 0.0
    result = np.zeros(values.shape)
    for t in range(1, len(values) + 1):
        v = (1 - beta) * v + beta * values[t - 1]
        result[t - 1] = v / (1 - (1 - beta) ** t) if bias_correction else v
    return result
