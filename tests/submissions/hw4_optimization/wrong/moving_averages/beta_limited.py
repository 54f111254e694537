"""beta is limited to 0.999.
wrong: ewma
"""

import numpy as np


def ewma(values, beta, bias_correction=True):
    beta = min(beta, 0.999)
    v, out = 0.0, []
    for t, value in enumerate(values, 1):
        v = beta * v + (1 - beta) * value
        out.append(v / (1 - beta**t) if bias_correction else v)
    return np.array(out)
