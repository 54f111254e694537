"""The L1 gradient is w / (|w| + 1e-8): weights near 1e-8 get half of it.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    total = 0.0
    grads = []
    for w in weights:
        total += np.einsum("ij,ij->", w, w)
        grads.append(np.multiply(w, lam / m))
    return total * lam / (2 * m), grads


def l1_penalty(weights, lam, m):
    total = 0.0
    grads = []
    for w in weights:
        size = np.abs(w)
        total += size.sum()
        grads.append(w / (size + 1e-8) * lam / (2 * m))
    return total * lam / (2 * m), grads
