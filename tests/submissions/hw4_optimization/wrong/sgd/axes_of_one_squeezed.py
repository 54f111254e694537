"""Axes of length 1 are lost.
wrong: sgd_step
"""

import numpy as np


def sgd_step(w, dw, lr):
    return np.squeeze(w) - lr * np.squeeze(dw)
