"""Zero weights get the L1 gradient of positive ones.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    return lam / (2 * m) * sum((w**2).sum() for w in weights), [w * (lam / m) for w in weights]


def l1_penalty(weights, lam, m):
    c = lam / (2 * m)
    value = 0.0
    grads = []
    for w in weights:
        positive = w >= 0
        value += c * (w[positive].sum() - w[~positive].sum())
        grads.append(np.where(positive, c, -c))
    return value, grads
