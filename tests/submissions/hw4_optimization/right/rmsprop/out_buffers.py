"""Own buffers and out= throughout."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s2, w2 = np.empty_like(s), np.empty_like(w)
    np.square(dw, out=s2)
    s2 *= 1 - beta
    np.multiply(beta, s, out=w2)
    s2 += w2
    np.sqrt(s2, out=w2)
    w2 += eps
    np.divide(dw, w2, out=w2)
    w2 *= lr
    np.subtract(w, w2, out=w2)
    return w2, s2
