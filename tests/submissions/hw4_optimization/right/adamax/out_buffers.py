"""Own buffers and out= throughout."""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m2, u2, w2 = np.empty(m.shape), np.empty(u.shape), np.empty(w.shape)
    np.multiply(dw, 1 - beta1, out=w2)
    np.multiply(m, beta1, out=m2)
    np.add(m2, w2, out=m2)
    np.absolute(dw, out=w2)
    np.multiply(u, beta2, out=u2)
    np.maximum(u2, w2, out=u2)
    np.add(u2, eps, out=w2)
    np.divide(m2, w2, out=w2)
    np.multiply(w2, lr / (1 - beta1**t), out=w2)
    np.subtract(w, w2, out=w2)
    return w2, m2, u2
