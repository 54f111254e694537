"""math.sqrt on one element at a time."""

import math

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    w, s = np.array(w), np.array(s)
    it = np.nditer(dw, flags=["multi_index"])
    for g in it:
        k = it.multi_index
        g = float(g)
        s[k] += g * g
        w[k] -= lr * g / (math.sqrt(s[k]) + eps)
    return w, s
