"""Element by element with Python floats."""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    results = np.zeros((3,) + w.shape)
    for i in np.ndindex(*w.shape):
        g = float(dw[i])
        first = beta1 * float(m[i]) + (1 - beta1) * g
        second = beta2 * float(v[i]) + (1 - beta2) * g * g
        ahead = beta1 * first / (1 - beta1 ** (t + 1)) + (1 - beta1) * g / (1 - beta1**t)
        new = float(w[i]) - lr * ahead / ((second / (1 - beta2**t)) ** 0.5 + eps)
        results[(0,) + i], results[(1,) + i], results[(2,) + i] = new, first, second
    return results[0], results[1], results[2]
