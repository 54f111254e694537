"""List comprehension over rows with a one-dimensional helper and a matrix product for the sum."""

import numpy as np


def _softmax_of_row(row):
    e = np.exp(row - row[np.argmax(row)])
    return e / (e @ np.ones(e.size))


def softmax(z):
    return np.stack([_softmax_of_row(row) for row in z])
