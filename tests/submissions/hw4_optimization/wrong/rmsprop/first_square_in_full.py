"""The first square makes the whole average.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s_new = beta * s + (1 - beta) * dw**2 if s.any() else dw**2
    return w - lr * dw / (np.sqrt(s_new) + eps), s_new
