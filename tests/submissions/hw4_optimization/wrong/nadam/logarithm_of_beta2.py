"""Takes the logarithm of beta2, which 0 has not.
wrong: nadam_step
"""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-08):
    import math

    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * dw**2
    c2 = -math.expm1(t * math.log(beta2))
    h = beta1 * m / (1 - beta1 ** (t + 1)) + (1 - beta1) * dw / (1 - beta1**t)
    return w - lr * h / (np.sqrt(v / c2) + eps), m, v
