"""The mean square moves towards the squared gradient by 1-beta of the way."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    square = dw * dw
    mean_square = square + beta * (s - square)
    return [w - (lr / (np.sqrt(mean_square) + eps)) * dw, mean_square]
