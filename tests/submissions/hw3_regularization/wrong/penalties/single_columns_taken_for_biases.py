"""Leaves out every matrix with one column, as if it were a bias.
wrong: l2_penalty, l1_penalty
"""

import numpy as np


def is_bias(w):
    return w.ndim == 1 or w.shape[1] == 1


def l2_penalty(weights, lam, m):
    penalty, grads = 0.0, []
    for w in weights:
        if is_bias(w):
            grads.append(np.zeros_like(w))
        else:
            penalty += lam / (2 * m) * np.sum(w**2)
            grads.append(lam / m * w)
    return penalty, grads


def l1_penalty(weights, lam, m):
    penalty, grads = 0.0, []
    for w in weights:
        if is_bias(w):
            grads.append(np.zeros_like(w))
        else:
            penalty += lam / (2 * m) * np.sum(np.abs(w))
            grads.append(lam / (2 * m) * np.sign(w))
    return penalty, grads
