"""The gradient of a single matrix comes without a list around it.
wrong: l2_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    grads = [lam / m * w for w in weights]
    return lam / (2 * m) * sum(np.sum(w**2) for w in weights), grads if grads[1:] else grads[0]


def l1_penalty(weights, lam, m):
    total = sum(np.sum(np.abs(w)) for w in weights)
    return lam / (2 * m) * total, [lam / (2 * m) * np.sign(w) for w in weights]
