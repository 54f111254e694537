"""Subtracts each column's maximum, which changes the ratios inside a row.
wrong: softmax
"""

import numpy as np


def softmax(z):
    z = z - z.max(axis=0)
    e = np.exp(z)
    return e / e.sum(axis=1, keepdims=True)
