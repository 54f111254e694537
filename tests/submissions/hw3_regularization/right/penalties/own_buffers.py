"""In-place work on own copies and ufuncs with out=; the penalty is a 0-d array."""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = np.zeros(())
    grads = []
    for w in weights:
        g = np.array(w, dtype=np.float64)
        np.multiply(g, lam / m, out=g)
        penalty += 0.5 * np.sum(g * w)
        grads.append(g)
    return penalty, grads


def l1_penalty(weights, lam, m):
    penalty = np.zeros(())
    grads = []
    for w in weights:
        g = np.empty(w.shape)
        np.sign(w, out=g)
        g *= lam
        g /= 2 * m
        penalty += np.sum(g * w)
        grads.append(g)
    return penalty, grads
