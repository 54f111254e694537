"""beta and 1-beta change places.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s_new = (1 - beta) * s + beta * np.square(dw)
    return w - lr * dw / (np.sqrt(s_new) + eps), s_new
