"""The gradient is scaled to norm 1 first.
wrong: sgd_step
"""

import numpy as np


def sgd_step(w, dw, lr):
    norm = np.sqrt(np.sum(dw**2))
    if norm > 0:
        dw = dw / norm
    return w - lr * dw
