"""Divides by the mean square from before this gradient, except when that is zero.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s_new = beta * s + (1 - beta) * dw**2
    used = np.where(s > 0, s, s_new)
    return w - lr * dw / (np.sqrt(used) + eps), s_new
