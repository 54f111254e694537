"""The L1 penalty is overwritten in the loop: only the last matrix counts.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty, grads = 0.0, []
    for w in weights:
        penalty += lam * np.sum(w * w) / (2 * m)
        grads.append(lam / m * w)
    return penalty, grads


def l1_penalty(weights, lam, m):
    penalty, grads = 0.0, []
    for w in weights:
        penalty = lam * np.sum(np.fabs(w)) / (2 * m)
        grads.append(lam / (2 * m) * np.sign(w))
    return penalty, grads
