"""v is changed in place; a fresh copy is returned.
wrong: nesterov_step
"""

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    np.multiply(v, beta, out=v)
    np.add(v, dw, out=v)
    return w - lr * (dw + beta * v), np.array(v)
