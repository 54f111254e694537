"""Divides the sigmoids directly: 0/0 = NaN for a row of -1000.
wrong: normalized_sigmoid
"""

import numpy as np


def normalized_sigmoid(z):
    t = np.exp(-np.abs(z))
    s = np.where(z >= 0, 1 / (1 + t), t / (1 + t))
    return s / s.sum(axis=1, keepdims=True)
