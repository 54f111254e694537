"""Entries more than 12 below the maximum get 0.
wrong: softmax
"""

import numpy as np


def softmax(z):
    s = z - z.max(axis=1, keepdims=True)
    e = np.where(s < -12, 0.0, np.exp(s))
    return e / e.sum(axis=1, keepdims=True)
