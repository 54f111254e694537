"""bias_correction=False is ignored.
wrong: ewma
"""

from itertools import accumulate

import numpy as np


def ewma(values, beta, bias_correction=True):
    v = np.array(list(accumulate(values, lambda a, b: beta * a + (1 - beta) * b, initial=0.0))[1:])
    return v / (1 - float(beta) ** np.arange(1, len(values) + 1))
