"""1 - beta^t is kept above 9e-4, too much in the first steps of a beta near 1.
wrong: adam_step
"""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    c1, c2 = max(1 - beta1**t, 9e-4), max(1 - beta2**t, 9e-4)
    return w - lr * (m / c1) / (np.sqrt(v / c2) + eps), m, v
