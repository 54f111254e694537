"""Element by element on nested rows, with if and else."""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    w2, m2, u2 = np.array(w), np.array(m), np.array(u)
    correction = 1 - beta1**t
    for i, g in np.ndenumerate(dw):
        m2[i] = beta1 * m2[i] + (1 - beta1) * g
        if beta2 * u2[i] > abs(g):
            u2[i] = beta2 * u2[i]
        else:
            u2[i] = abs(g)
        w2[i] = w2[i] - lr * (m2[i] / correction) / (u2[i] + eps)
    return w2, m2, u2
