"""In extended precision, rounded once at the end."""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    wide = w.astype(np.longdouble)
    decay = np.longdouble(lam) / np.longdouble(m)
    return (wide - lr * (dw + decay * wide)).astype(np.float64)
