"""The two lines of the lecture."""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + dw**2
    w = w - lr * dw / (np.sqrt(s) + eps)
    return w, s
