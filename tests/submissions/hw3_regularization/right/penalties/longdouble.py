"""Everything in extended precision, rounded to float64 at the very end."""

import numpy as np


def l2_penalty(weights, lam, m):
    factor = np.longdouble(lam) / m
    total = np.longdouble(0)
    grads = []
    for w in weights:
        wide = w.astype(np.longdouble)
        total += (wide * wide).sum()
        grads.append((factor * wide).astype(np.float64))
    return np.float64(factor * total / 2), grads


def l1_penalty(weights, lam, m):
    factor = np.longdouble(lam) / m / 2
    total = np.longdouble(0)
    grads = []
    for w in weights:
        wide = w.astype(np.longdouble)
        total += np.abs(wide).sum()
        grads.append((factor * np.sign(wide)).astype(np.float64))
    return np.float64(factor * total), grads
