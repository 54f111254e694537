"""The look-ahead adds the whole velocity: w - lr (dw + v).
wrong: nesterov_step
"""

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    velocity = np.add(np.multiply(beta, v), dw)
    return w - lr * np.add(dw, velocity), velocity
