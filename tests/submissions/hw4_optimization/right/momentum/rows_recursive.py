"""Recursion over the axes; longdouble at the bottom."""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    if w.ndim > 1:
        pairs = [momentum_step(*rows, lr, beta, dampening) for rows in zip(w, dw, v)]
        return np.stack([p[0] for p in pairs]), np.stack([p[1] for p in pairs])
    b = np.longdouble(beta)
    vv = b * v + ((1 - b) if dampening else np.longdouble(1)) * dw
    return np.asarray(w - np.longdouble(lr) * vv, dtype=float), np.asarray(vv, dtype=float)
