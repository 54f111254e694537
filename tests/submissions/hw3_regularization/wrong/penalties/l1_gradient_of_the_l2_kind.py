"""The L1 gradient is lam / m * sign, with the 2 cancelled as in L2, where no square is.
wrong: l1_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    penalty = 0.5 * lam / m * sum(np.vdot(w, w) for w in weights)
    return penalty, [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    penalty = 0.5 * lam / m * sum(np.abs(w).sum() for w in weights)
    return penalty, [lam / m * np.sign(w) for w in weights]
