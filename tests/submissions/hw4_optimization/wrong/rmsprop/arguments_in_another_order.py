"""eps comes before beta in the signature.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, eps=1e-8, beta=0.9):
    s_new = beta * s + (1 - beta) * dw**2
    return w - lr * dw / (np.sqrt(s_new) + eps), s_new
