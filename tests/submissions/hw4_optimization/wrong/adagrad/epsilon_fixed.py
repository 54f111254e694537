"""eps is always 1e-8.
wrong: adagrad_step
"""

import math

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    w, s = w.copy(), s.copy()
    for i in np.ndindex(*w.shape):
        s[i] += dw[i] ** 2
        w[i] -= lr * dw[i] / (math.sqrt(s[i]) + 1e-8)
    return w, s
