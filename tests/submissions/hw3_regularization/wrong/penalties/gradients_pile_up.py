"""The list of gradients is a default argument: a second call returns the first one's too.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    grads = []
    total = 0
    for w in weights:
        total += np.sum(w**2)
        grads.append(lam / m * w)
    return lam / (2 * m) * total, grads


def l1_penalty(weights, lam, m, grads=[]):
    total = 0
    for w in weights:
        total += np.sum(np.abs(w))
        grads.append(lam / (2 * m) * np.sign(w))
    return lam / (2 * m) * total, grads
