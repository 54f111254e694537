"""Own buffers and out= throughout."""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    w2, v2, scratch = (np.empty(w.shape) for _ in range(3))
    np.multiply(v, beta, out=v2)
    if dampening:
        np.multiply(dw, 1 - beta, out=scratch)
        np.add(v2, scratch, out=v2)
    else:
        np.add(v2, dw, out=v2)
    np.multiply(v2, lr, out=scratch)
    np.subtract(w, scratch, out=w2)
    return w2, v2
