"""Adds the decay to the caller's dw.
wrong: weight_decay_step
"""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    np.add(dw, lam / m * w, out=dw)
    return w - lr * dw
