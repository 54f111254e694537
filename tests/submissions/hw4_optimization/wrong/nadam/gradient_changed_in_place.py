"""The caller's gradient is squared in place, because it is not needed any more.
wrong: nadam_step
"""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    m_hat = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * dw / (1 - beta1**t)
    dw **= 2
    v = beta2 * v + (1 - beta2) * dw
    return w - lr * m_hat / (np.sqrt(v / (1 - beta2**t)) + eps), m, v
