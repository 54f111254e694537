"""The L2 penalty squares np.linalg.norm(w, 2), the largest singular value: right for one column.
wrong: l2_penalty
"""

import numpy as np


def l2_penalty(weights, lam, m):
    norms = [np.linalg.norm(w, 2) for w in weights]
    return lam / (2 * m) * float(np.dot(norms, norms)), [lam / m * w for w in weights]


def l1_penalty(weights, lam, m):
    norms = [np.linalg.norm(w.flatten(), 1) for w in weights]
    return lam / (2 * m) * float(np.sum(norms)), [lam / (2 * m) * np.sign(w) for w in weights]
