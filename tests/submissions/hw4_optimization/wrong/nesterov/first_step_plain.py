"""A zero velocity is taken for the first step, which is then plain descent.
wrong: nesterov_step
"""

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    if not np.any(v):
        return w - lr * dw, dw.copy()
    v = beta * v + dw
    return w - lr * (dw + beta * v), v
