"""u is divided by 1 - beta2^t like Adam's second moment.
wrong: adamax_step
"""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    u = np.maximum(beta2 * u, np.abs(dw))
    m_hat = m / (1 - beta1**t)
    u_hat = u / (1 - beta2**t)
    return w - lr * m_hat / (u_hat + eps), m, u
