"""The correction is left out once 1/(1-beta) steps are over, when it is said not to matter.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    out = np.empty(len(values))
    v = 0.0
    for i, value in enumerate(values):
        v = beta * v + (1 - beta) * value
        warm = (i + 1) * (1 - beta) > 1
        out[i] = v if warm or not bias_correction else v / (1 - beta ** (i + 1))
    return out
