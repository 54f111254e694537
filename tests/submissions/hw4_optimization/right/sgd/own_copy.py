"""In-place subtraction, but on a copy."""

import numpy as np


def sgd_step(w, dw, lr):
    w = np.array(w, dtype=float, copy=True)
    w -= lr * dw
    return w
