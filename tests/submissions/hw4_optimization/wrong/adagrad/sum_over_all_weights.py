"""One rate for all weights: divides by the root of the sum over the whole array.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + dw * dw
    return w - lr * dw / (np.sqrt(s.sum()) + eps), s
