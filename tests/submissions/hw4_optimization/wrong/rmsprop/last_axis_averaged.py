"""With more than two axes the squares are averaged over the last one.
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    g2 = dw**2 if dw.ndim <= 2 else np.broadcast_to((dw**2).mean(axis=-1, keepdims=True), dw.shape)
    s_new = beta * s + (1 - beta) * g2
    return w - lr * dw / (np.sqrt(s_new) + eps), s_new
