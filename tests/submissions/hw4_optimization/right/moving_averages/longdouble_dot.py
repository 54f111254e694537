"""Every average is one dot product with its own weights, in extended precision."""

import numpy as np


def ewma(values, beta, bias_correction=True):
    wide = np.asarray(values, dtype=np.longdouble)
    b = np.longdouble(beta)
    powers = b ** np.arange(wide.shape[0])
    out = np.zeros(wide.shape)
    for t in range(wide.shape[0]):
        weights = powers[t::-1]
        value = weights @ wide[: t + 1]
        out[t] = value / weights.sum() if bias_correction else (1 - b) * value
    return out
