"""The first moment is not corrected.
wrong: adamax_step
"""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = beta1 * m + (1 - beta1) * dw
    u_new = np.maximum(beta2 * u, np.abs(dw))
    return w - lr * m_new / (u_new + eps), m_new, u_new
