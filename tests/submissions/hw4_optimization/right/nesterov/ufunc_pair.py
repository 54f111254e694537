"""np.frompyfunc with two results."""

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    def element(a, g, s):
        s = beta * s + g
        return a - lr * (g + beta * s), s

    new_w, new_v = np.frompyfunc(element, 3, 2)(w, dw, v)
    return np.asarray(new_w, dtype=float), np.asarray(new_v, dtype=float)
