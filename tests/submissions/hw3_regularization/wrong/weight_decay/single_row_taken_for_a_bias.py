"""A matrix with one row does not decay, as if it were a bias.
wrong: weight_decay_step
"""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    decay = np.zeros_like(w)
    if w.shape[0] > 1:
        decay += lam * w / m
    return w - lr * (decay + dw)
