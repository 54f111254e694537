"""A Python loop over all indices."""

import numpy as np


def sgd_step(w, dw, lr):
    result = np.zeros(w.shape)
    for index in np.ndindex(*w.shape):
        result[index] = float(w[index]) - float(lr) * float(dw[index])
    return result
