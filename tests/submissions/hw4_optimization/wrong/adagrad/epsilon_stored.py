"""eps is added to the sum that is carried on.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    total = s + dw**2
    w = w - lr * dw / (np.sqrt(total) + eps)
    return w, total + eps
