"""One pass over the columns with a running maximum and a rescaled running sum (online softmax)."""

import numpy as np


def softmax(z):
    top = z[:, 0].copy()
    total = np.ones(len(z))
    for column in z.T[1:]:
        new_top = np.maximum(top, column)
        total = total * np.exp(top - new_top) + np.exp(column - new_top)
        top = new_top
    return np.exp(z - top[:, None]) / total[:, None]
