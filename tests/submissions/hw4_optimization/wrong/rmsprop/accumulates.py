"""The full squared gradient is added: (1-beta) is forgotten.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + dw**2
    return w - lr * dw / (np.sqrt(s) + eps), s
