"""Squared Frobenius norm as the trace of the Gram matrix; L1 as a norm of the flat weights."""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = 0.0
    for w in weights:
        penalty += np.trace(w.T @ w) * lam / (2 * m)
    return penalty, [w * lam / m for w in weights]


def l1_penalty(weights, lam, m):
    penalty = 0.0
    for w in weights:
        penalty += np.linalg.norm(w.ravel(), ord=1) * lam / (2 * m)
    return penalty, [np.sign(w) * lam / (2 * m) for w in weights]
