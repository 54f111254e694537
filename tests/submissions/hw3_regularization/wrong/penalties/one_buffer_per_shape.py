"""All L1 gradients of one shape share one array.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    return lam / (2 * m) * sum(np.sum(w**2) for w in weights), [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    c = lam / (2 * m)
    buf = {}
    grads = []
    for w in weights:
        g = buf.setdefault(w.shape, np.empty(w.shape))
        np.multiply(np.sign(w), c, out=g)
        grads.append(g)
    return c * sum(np.abs(w).sum() for w in weights), grads
