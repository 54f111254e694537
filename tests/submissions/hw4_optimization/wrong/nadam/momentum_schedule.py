"""beta1 warms up with t, as in Keras: beta1 (1 - 0.5 0.96^(0.004 t)) inside the look-ahead.
wrong: nadam_step
"""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    now = beta1 * (1 - 0.5 * 0.96 ** (0.004 * t))
    later = beta1 * (1 - 0.5 * 0.96 ** (0.004 * (t + 1)))
    m_hat = later * m / (1 - beta1 ** (t + 1)) + (1 - now) * dw / (1 - beta1**t)
    return w - lr * m_hat / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
