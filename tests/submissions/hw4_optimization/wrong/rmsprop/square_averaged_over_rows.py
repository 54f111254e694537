"""The squared gradient is averaged over the rows first.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    square = np.mean(dw**2, axis=0, keepdims=True) if dw.ndim > 1 else dw**2
    s = beta * s + (1 - beta) * square
    return w - lr * dw / (np.sqrt(s) + eps), s
