"""Subtracts the largest |z|: a row near -1000 ends near -2000.
wrong: softmax
"""

import numpy as np


def softmax(z):
    e = np.exp(z - np.abs(z).max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
