"""A plain mean over the last 1/(1-beta) values.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    window = max(1, round(1 / (1 - beta)))
    out = np.zeros(len(values))
    for t in range(len(values)):
        seen = values[max(0, t - window + 1) : t + 1]
        out[t] = seen.mean() if bias_correction else seen.sum() / window
    return out
