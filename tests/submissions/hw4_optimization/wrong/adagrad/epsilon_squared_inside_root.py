"""The square of eps is added inside the root, which only looks the same for a small eps.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    total = s + dw**2
    scale = lr / np.hypot(np.sqrt(total), eps)
    return w - scale * dw, total
