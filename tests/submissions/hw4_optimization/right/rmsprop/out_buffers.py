"""Own buffers and out= throughout."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s2 = np.square(dw)
    s2 *= 1 - beta
    w2 = np.multiply(beta, s)
    s2 += w2
    np.sqrt(s2, out=w2)
    w2 += eps
    np.divide(dw, w2, out=w2)
    w2 *= lr
    np.subtract(w, w2, out=w2)
    return w2, s2
