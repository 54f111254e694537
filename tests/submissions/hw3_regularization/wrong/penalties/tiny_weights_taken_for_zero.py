"""Weights below 1e-11 count as 0 in the sign.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    return lam / (2 * m) * sum(np.sum(w**2) for w in weights), [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    return lam / (2 * m) * sum(np.sum(np.abs(w)) for w in weights), [
        lam / (2 * m) * np.where(np.abs(w) < 1e-11, 0, np.sign(w)) for w in weights
    ]
