"""The L2 penalty has lost its 1/2; the gradient belongs to the penalty with it.
wrong: l2_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    squared = sum(np.sum(w * w) for w in weights)
    return lam * squared / m, [lam * w / m for w in weights]


def l1_penalty(weights, lam, m):
    absolute = sum(np.sum(np.abs(w)) for w in weights)
    return lam * absolute / (2 * m), [lam * np.sign(w) / (2 * m) for w in weights]
