"""As in PyTorch, the first gradient makes the whole velocity, without dampening.
wrong: momentum_step
"""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if not np.any(v):
        v_new = dw.copy()
    else:
        v_new = beta * v + ((1 - beta) if dampening else 1) * dw
    return w - lr * v_new, v_new
