"""eps is a lower bound of the root instead of being added to it.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * dw**2
    w = w - lr * dw / np.maximum(np.sqrt(s), eps)
    return w, s
