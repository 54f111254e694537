"""Squares below eps are set to 0 in the state, to be safe.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * dw**2
    s = np.where(s < eps, 0.0, s)
    return w - lr * dw / (np.sqrt(s) + eps), s
