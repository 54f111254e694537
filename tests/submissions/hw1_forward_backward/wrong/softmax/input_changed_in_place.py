"""Subtracts the maximum from z in place.
wrong: softmax
"""

import numpy as np


def softmax(z):
    z -= z.max(axis=-1, keepdims=True)
    p = np.exp(z)
    p /= p.sum(axis=-1, keepdims=True)
    return p
