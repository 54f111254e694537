"""The dampened velocity is divided by 1-beta for the step, as if it were always the first one.
wrong: momentum_step
"""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if not dampening:
        v = beta * v + dw
        return w - lr * v, v
    v = beta * v + (1 - beta) * dw
    return w - lr * v / (1 - beta), v
