"""The L1 penalty takes np.linalg.norm(w, 1) of a matrix: the largest column sum only.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = sum(np.linalg.norm(w, "fro") ** 2 for w in weights)
    return penalty * lam / (2 * m), tuple(w * lam / m for w in weights)


def l1_penalty(weights, lam, m):
    penalty = sum(np.linalg.norm(w, 1) for w in weights)
    return penalty * lam / (2 * m), tuple(np.sign(w) * lam / (2 * m) for w in weights)
