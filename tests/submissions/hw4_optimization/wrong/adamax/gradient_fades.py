"""beta2 stands at the gradient instead of at the old norm.
wrong: adamax_step
"""

import numpy as np


def adamax_step(w, dw, m, u, t, lr, beta1=0.9, beta2=0.999, eps=1e-8):
    m = beta1 * m + (1 - beta1) * dw
    u = np.maximum(u, beta2 * np.abs(dw))
    return w - lr / (1 - beta1**t) * m / (u + eps), m, u
