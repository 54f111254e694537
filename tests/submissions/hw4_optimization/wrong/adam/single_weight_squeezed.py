"""A single weight with several axes comes back with one.
wrong: adam_step
"""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    w = w - lr * (m / (1 - beta1**t)) / (np.sqrt(v / (1 - beta2**t)) + eps)
    return tuple(part.reshape(-1) if part.size == 1 else part for part in (w, m, v))
