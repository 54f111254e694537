"""The correction counts from 0: divides by 1 - beta^(t+1).
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    v, out = 0.0, []
    for t, theta in enumerate(values, start=1):
        v = beta * v + (1 - beta) * theta
        out.append(v / (1 - beta ** (t + 1)) if bias_correction else v)
    return np.array(out)
