"""The corrected moment is added without its factor beta1.
wrong: nadam_step
"""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    look = m / (1 - beta1 ** (t + 1)) + (1 - beta1) / (1 - beta1**t) * dw
    return w - lr * look / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
