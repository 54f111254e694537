"""Both moments in one array with the betas along a new first axis; m and v are views of the own result."""

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    beta = np.array([beta1, beta2], dtype=float).reshape((2,) + (1,) * w.ndim)
    moments = beta * np.stack([m, v]) + (1 - beta) * np.stack([dw, dw**2])
    hats = moments / (1 - beta**t)
    return w - lr * hats[0] / (np.sqrt(hats[1]) + eps), moments[0], moments[1]
