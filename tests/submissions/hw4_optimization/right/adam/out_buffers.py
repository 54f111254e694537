"""Own buffers and out= throughout."""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m2, v2, w2, tmp = (np.empty(w.shape) for _ in range(4))
    np.multiply(m, beta1, out=m2)
    np.multiply(dw, 1 - beta1, out=tmp)
    np.add(m2, tmp, out=m2)
    np.multiply(v, beta2, out=v2)
    np.multiply(dw, dw, out=tmp)
    np.multiply(tmp, 1 - beta2, out=tmp)
    np.add(v2, tmp, out=v2)
    np.divide(v2, 1 - beta2**t, out=tmp)
    np.sqrt(tmp, out=tmp)
    np.add(tmp, eps, out=tmp)
    np.divide(m2, tmp, out=w2)
    np.multiply(w2, lr / (1 - beta1**t), out=w2)
    np.subtract(w, w2, out=w2)
    return w2, m2, v2
