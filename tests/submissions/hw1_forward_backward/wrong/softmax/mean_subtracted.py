"""Subtracts the row's mean: one logit far above it overflows.
wrong: softmax
"""

import numpy as np


def softmax(z):
    e = np.exp(z - z.mean(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
