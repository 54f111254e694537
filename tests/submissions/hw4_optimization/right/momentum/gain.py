"""One formula with a gain; a list is returned."""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    gain = 1.0 - beta if dampening else 1.0
    velocity = np.multiply(gain, dw)
    velocity += beta * v
    return [w - lr * velocity, velocity]
