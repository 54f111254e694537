"""Subtracts the maximum of the whole array: a row far below it underflows to 0/0.
wrong: softmax
"""

import numpy as np


def softmax(z):
    # subtract max for numerical stability
    e = np.exp(z - np.max(z))
    return e / e.sum(axis=1, keepdims=True)
