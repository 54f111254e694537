"""First the rate of every weight, then a plain step; square by np.square, root by power."""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    total = np.square(dw) + s
    rates = lr / (eps + total**0.5)
    return [w - rates * dw, total]
