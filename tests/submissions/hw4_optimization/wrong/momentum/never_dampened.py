"""dampening=True is ignored.
wrong: momentum_step
"""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    velocity = np.multiply(beta, v) + dw
    return w - np.multiply(lr, velocity), velocity
