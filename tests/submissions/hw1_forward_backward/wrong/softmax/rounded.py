"""Rounds the probabilities to three decimals, as in the lecture's tables.
wrong: softmax
"""

import numpy as np


def softmax(z):
    rows = []
    for row in z:
        e = np.exp(row - max(row))
        rows.append(np.round(e / sum(e), 3))
    return np.array(rows)
