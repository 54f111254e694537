"""The new square's share is the lecture's 0.1, whatever beta is.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + 0.1 * dw**2
    return w - lr * dw / (np.sqrt(s) + eps), s
