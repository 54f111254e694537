"""The sign is w / (|w| + 1e-25): too small for a weight of 1e-20 or 1e-200.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    return lam / (2 * m) * sum(np.sum(w**2) for w in weights), [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    return lam / (2 * m) * sum(np.sum(np.abs(w)) for w in weights), [
        lam / (2 * m) * w / (np.abs(w) + 1e-25) for w in weights
    ]
