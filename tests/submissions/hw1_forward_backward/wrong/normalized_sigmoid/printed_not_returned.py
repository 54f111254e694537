"""Prints the result and returns None.
wrong: normalized_sigmoid
"""

import numpy as np


def normalized_sigmoid(z):
    log_s = -np.logaddexp(0, -z)
    s = np.exp(log_s - log_s.max(axis=1, keepdims=True))
    print(s / s.sum(axis=1, keepdims=True))
