"""The second correction has the default 0.999, whatever beta2 is.
wrong: adam_step
"""

import math

import numpy as np


def adam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    root = math.sqrt(1 - 0.999**t)
    return w - lr / (1 - beta1**t) * m / (np.sqrt(v) / root + eps), m, v
