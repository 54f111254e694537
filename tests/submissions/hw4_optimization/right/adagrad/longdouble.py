"""Extended precision inside, rounded once."""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    wl, gl, sl = (np.asarray(a, dtype=np.longdouble) for a in (w, dw, s))
    sl = sl + gl * gl
    wl = wl - np.longdouble(lr) * gl / (np.sqrt(sl) + np.longdouble(eps))
    return np.asarray(wl, dtype=np.float64), np.asarray(sl, dtype=np.float64)
