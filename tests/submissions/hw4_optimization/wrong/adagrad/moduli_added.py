"""Adds the gradient's modulus instead of its square.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + np.abs(dw)
    return w - lr * dw / (np.sqrt(s) + eps), s
