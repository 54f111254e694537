"""The root mean square as a hypotenuse."""

import math

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    rms = np.hypot(math.sqrt(beta) * np.sqrt(s), math.sqrt(1 - beta) * dw)
    mean_square = beta * s + (1 - beta) * np.abs(dw) ** 2
    return w - lr * dw / (rms + eps), mean_square
