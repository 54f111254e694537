"""Squares the averaged root and gradient: (beta sqrt(s) + (1-beta) |dw|)^2.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    root = beta * np.sqrt(s) + (1 - beta) * np.abs(dw)
    return w - lr * dw / (root + eps), root**2
