"""eps is inside the root.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * dw * dw
    return w - lr * dw / np.sqrt(s + eps), s
