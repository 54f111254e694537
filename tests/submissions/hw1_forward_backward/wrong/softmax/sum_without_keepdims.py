"""Divides by sums of shape (N,) without keepdims: fails, or mixes up rows when N = K.
wrong: softmax
"""

import numpy as np


def softmax(z):
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / np.sum(e, axis=1)
