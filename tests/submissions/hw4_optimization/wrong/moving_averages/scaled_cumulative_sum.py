"""A cumulative sum of values / beta^t, which overflows for long series.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    if beta == 0:
        return np.array(values, dtype=float)
    powers = float(beta) ** np.arange(1, len(values) + 1)
    with np.errstate(all="ignore"):
        v = (1 - beta) * powers * np.cumsum(values / powers)
    return v / (1 - powers) if bias_correction else v
