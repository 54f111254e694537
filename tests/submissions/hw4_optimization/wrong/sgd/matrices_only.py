"""Unpacks two lengths from the shape of w: weights with another number of axes fail.
wrong: sgd_step
"""

import numpy as np


def sgd_step(w, dw, lr):
    d, k = w.shape
    out = np.empty((d, k))
    for i in range(d):
        for j in range(k):
            out[i, j] = w[i, j] - lr * dw[i, j]
    return out
