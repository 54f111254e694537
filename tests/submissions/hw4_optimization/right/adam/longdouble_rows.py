"""Recursion over the leading axis, extended precision at the bottom."""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    if w.ndim >= 2:
        rows = [
            adam_step(w[i], dw[i], m[i], v[i], t, lr, beta1, beta2, eps) for i in range(len(w))
        ]
        return tuple(np.array(column) for column in zip(*rows))
    b1, b2 = np.longdouble(beta1), np.longdouble(beta2)
    m = b1 * m + (1 - b1) * dw
    v = b2 * v + (1 - b2) * dw.astype(np.longdouble) ** 2
    w = w - np.longdouble(lr) * (m / (1 - b1**t)) / (np.sqrt(v / (1 - b2**t)) + np.longdouble(eps))
    return tuple(np.asarray(a, dtype=np.float64) for a in (w, m, v))
