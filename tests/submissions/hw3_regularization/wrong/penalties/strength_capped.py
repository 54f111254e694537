"""Lam is capped at 100.
wrong: l2_penalty
"""

import numpy as np


def l1_penalty(weights, lam, m):
    return lam / (2 * m) * sum(np.sum(np.abs(w)) for w in weights), [
        lam / (2 * m) * np.sign(w) for w in weights
    ]


def l2_penalty(weights, lam, m):
    lam = min(lam, 100)
    return lam / (2 * m) * sum(np.sum(w**2) for w in weights), [lam / m * w for w in weights]
