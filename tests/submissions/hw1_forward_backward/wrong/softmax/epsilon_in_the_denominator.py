"""Adds 1e-7 to the denominator, so rows do not sum to 1.
wrong: softmax
"""

import numpy as np

EPSILON = 1e-7


def softmax(z):
    e = np.exp(z - np.amax(z, axis=1)[:, None])
    return e / (np.sum(e, axis=1)[:, None] + EPSILON)
