"""Extended precision inside, rounded once."""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    L = np.longdouble
    b1, b2 = L(beta1), L(beta2)
    g = dw.astype(L)
    m = b1 * m.astype(L) + (1 - b1) * g
    v = b2 * v.astype(L) + (1 - b2) * g**2
    ahead = b1 * m / (1 - b1 ** (t + 1)) + (1 - b1) * g / (1 - b1**t)
    w = w.astype(L) - L(lr) * ahead / (np.sqrt(v / (1 - b2**t)) + L(eps))
    return w.astype(float), m.astype(float), v.astype(float)
