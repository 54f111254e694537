"""L2 uses the Frobenius norms themselves, not their squares (the gradient is right).
wrong: l2_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = 0.0
    for w in weights:
        penalty += lam / (2 * m) * np.linalg.norm(w)
    return penalty, [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    penalty = 0.0
    for w in weights:
        penalty += lam / (2 * m) * np.abs(w).sum()
    return penalty, [lam / (2 * m) * np.sign(w) for w in weights]
