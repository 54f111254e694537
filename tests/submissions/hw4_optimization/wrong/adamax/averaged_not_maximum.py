"""u is a moving average of |dw| instead of a maximum.
wrong: adamax_step
"""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    u = beta2 * u + (1 - beta2) * np.abs(dw)
    return w - lr * m / (1 - beta1**t) / (u + eps), m, u
