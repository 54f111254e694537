"""Only the weights with a gradient are touched, by boolean indexing on copies."""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    w_next, s_next = w.copy(), s.copy()
    live = dw != 0
    g = dw[live]
    s_next[live] += g**2
    w_next[live] -= lr * g / (np.sqrt(s_next[live]) + eps)
    return w_next, s_next
