"""Subtracts each row's first logit: overflows where another one is far above it.
wrong: softmax
"""

import numpy as np


def softmax(z):
    e = np.exp(z - z[:, [0]])
    return e / e.sum(axis=1, keepdims=True)
