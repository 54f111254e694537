"""Divides by the sum over the whole array.
wrong: softmax
"""

import numpy as np


def softmax(z):
    shifted = z - z.max(axis=1, keepdims=True)
    e = np.exp(shifted)
    return e / np.sum(e)
