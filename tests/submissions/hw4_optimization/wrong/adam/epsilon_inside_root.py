"""eps is inside the root.
wrong: adam_step
"""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m_new = beta1 * m + (1 - beta1) * dw
    v_new = beta2 * v + (1 - beta2) * dw**2
    denominator = np.sqrt(v_new / (1 - beta2**t) + eps)
    return w - lr * m_new / (1 - beta1**t) / denominator, m_new, v_new
