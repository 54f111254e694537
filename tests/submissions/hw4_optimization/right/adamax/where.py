"""np.where instead of the maximum; a NaN gradient stays NaN."""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    size = np.abs(dw)
    faded = beta2 * u
    u_new = np.where(faded > size, faded, size)
    m_new = (1 - beta1) * dw + beta1 * m
    corrected = m_new / (1 - beta1**t)
    return [w - lr * corrected / (u_new + eps), m_new, u_new]
