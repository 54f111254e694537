"""The L2 gradient is made by scaling the weights themselves.
wrong: l2_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = lam / (2 * m) * sum([np.sum(np.power(w, 2)) for w in weights])
    for w in weights:
        w *= lam / m
    return penalty, [w.copy() for w in weights]


def l1_penalty(weights, lam, m):
    penalty = lam / (2 * m) * sum([np.sum(np.abs(w)) for w in weights])
    return penalty, [lam / (2 * m) * np.sign(w) for w in weights]
