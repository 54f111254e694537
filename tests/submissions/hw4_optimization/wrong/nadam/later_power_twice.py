"""Both parts are corrected with the power t+1.
wrong: nadam_step
"""

import numpy as np


def nadam_step(w, dw, m, v, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    v = beta2 * v + (1 - beta2) * np.square(dw)
    ahead = (beta1 * m + (1 - beta1) * dw) / (1 - beta1 ** (t + 1))
    rms = np.sqrt(v / (1 - beta2**t))
    return w - lr * ahead / (rms + eps), m, v
