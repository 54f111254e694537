"""eps is added to |dw| inside the maximum, as in PyTorch, instead of in the denominator.
wrong: adamax_step
"""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    u = np.maximum(beta2 * u, np.abs(dw) + eps)
    return w - lr / (1 - beta1**t) * m / u, m, u
