"""The two lines of the lecture."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * dw**2
    w = w - lr * dw / (np.sqrt(s) + eps)
    return w, s
