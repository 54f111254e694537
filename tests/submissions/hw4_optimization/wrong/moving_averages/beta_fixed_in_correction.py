"""The correction has the lecture's 0.9 in place of beta.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    v = 0.0
    res = []
    for t in range(1, 1 + len(values)):
        v = beta * v + (1 - beta) * values[t - 1]
        res.append(v)
    res = np.array(res)
    if bias_correction:
        res /= 1 - 0.9 ** np.arange(1, 1 + len(values))
    return res
