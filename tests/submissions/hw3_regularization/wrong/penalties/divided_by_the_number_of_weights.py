"""Averages the squares over the entries of each matrix, where the sum is asked for.
wrong: l2_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = sum(np.mean(w**2) for w in weights) * lam / (2 * m)
    grads = [lam / m * w / w.size for w in weights]
    return penalty, grads


def l1_penalty(weights, lam, m):
    penalty = sum(np.sum(abs(w)) for w in weights) * lam / (2 * m)
    grads = [lam / (2 * m) * np.sign(w) for w in weights]
    return penalty, grads
