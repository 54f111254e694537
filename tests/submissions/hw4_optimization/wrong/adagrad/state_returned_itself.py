"""When the gradient is zero, w and s themselves are returned.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    if not dw.any():
        return w, s
    s = s + dw**2
    return w - lr * dw / (np.sqrt(s) + eps), s
