"""Element by element with Python floats on copies."""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    w = w.copy()
    v = v.copy()
    gain = (1 - beta) if dampening else 1
    for i in np.ndindex(*w.shape):
        v[i] = beta * float(v[i]) + gain * float(dw[i])
        w[i] = float(w[i]) - lr * float(v[i])
    return w, v
