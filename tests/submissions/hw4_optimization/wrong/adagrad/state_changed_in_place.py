"""s is changed in place and returned as a copy.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s += dw**2
    step = lr * dw / (np.sqrt(s) + eps)
    return w - step, s.copy()
