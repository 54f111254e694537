"""Divides by the root of the sum from before this gradient.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    w = w - lr * dw / (np.sqrt(s) + eps)
    s = s + dw**2
    return w, s
