"""The sum decays (0.9 of the old one), as in RMSprop.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = 0.9 * s + dw**2
    return w - lr * dw / (np.sqrt(s) + eps), s
