"""The correction is off unless asked for.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=False):
    v = np.zeros(len(values) + 1)
    for t in range(1, len(v)):
        v[t] = beta * v[t - 1] + (1 - beta) * values[t - 1]

    corrected = v[1:] / (1 - float(beta) ** np.arange(1, len(v)))
    return corrected if bias_correction else v[1:]
