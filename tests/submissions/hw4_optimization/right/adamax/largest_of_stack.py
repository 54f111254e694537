"""The maximum over a stack of both, and of the gradient's two signs instead of its modulus."""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    u_new = np.stack([beta2 * u, dw, -dw]).max(axis=0)
    m_new = np.tensordot([beta1, 1 - beta1], np.stack([m, dw]), axes=1)
    return w - np.divide(lr * m_new, (1 - beta1**t) * (u_new + eps)), m_new, u_new
