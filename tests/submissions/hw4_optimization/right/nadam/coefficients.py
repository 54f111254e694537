"""The step as coefficients of the old m and of dw, with the new m inserted."""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    now, later = 1 - beta1**t, 1 - beta1 ** (t + 1)
    of_m = beta1 * beta1 / later
    of_dw = (1 - beta1) * (beta1 / later + 1 / now)
    v_new = v * beta2 + np.square(dw) * (1 - beta2)
    denominator = np.sqrt(v_new / (1 - beta2**t)) + eps
    return [w - lr * (of_m * m + of_dw * dw) / denominator, m * beta1 + dw * (1 - beta1), v_new]
