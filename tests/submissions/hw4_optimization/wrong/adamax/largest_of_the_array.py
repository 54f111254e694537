"""u is the largest entry of the whole array: the infinity norm over the weights.
wrong: adamax_step
"""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    u = np.maximum(beta2 * u, np.full(u.shape, np.max(np.abs(dw))))
    return w - lr * m / (1 - beta1**t) / (u + eps), m, u
