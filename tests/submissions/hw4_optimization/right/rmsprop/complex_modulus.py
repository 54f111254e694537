"""The root mean square is the modulus of a complex number; longdouble for the state."""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    rms = np.abs(np.sqrt(beta * s) + 1j * np.sqrt(1 - beta) * dw)
    b = np.longdouble(beta)
    s_wide = b * s + (1 - b) * dw.astype(np.longdouble) ** 2
    return w - lr * (dw / (rms + eps)), np.asarray(s_wide, dtype=np.float64)
