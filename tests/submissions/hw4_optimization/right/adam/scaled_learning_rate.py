"""The corrections are in the learning rate, and eps is scaled to match."""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    c2 = np.sqrt(1.0 - beta2**t)
    lr_t = lr * c2 / (1.0 - beta1**t)
    m = m + (1 - beta1) * (dw - m)
    v = v + (1 - beta2) * (dw**2 - v)
    return w - lr_t * m / (np.sqrt(v) + eps * c2), m, v
