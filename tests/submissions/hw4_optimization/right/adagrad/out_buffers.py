"""Own buffers and out= throughout."""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s_new = np.empty(s.shape)
    w_new = np.empty(w.shape)
    np.multiply(dw, dw, out=s_new)
    np.add(s, s_new, out=s_new)
    np.sqrt(s_new, out=w_new)
    np.add(w_new, eps, out=w_new)
    np.divide(dw, w_new, out=w_new)
    np.multiply(w_new, -lr, out=w_new)
    np.add(w_new, w, out=w_new)
    return w_new, s_new
