"""Plain Python floats, element by element."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    w_out, s_out = np.zeros(w.shape), np.zeros(s.shape)
    for index, g in np.ndenumerate(dw):
        g = float(g)
        square = beta * float(s[index]) + (1 - beta) * g * g
        s_out[index] = square
        w_out[index] = float(w[index]) - lr * g / (square**0.5 + eps)
    return w_out, s_out
