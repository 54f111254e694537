"""The root is multiplied by eps instead of eps being added (and the rate too, so it cancels; zeros are guarded).
wrong: rmsprop_step
"""

import numpy as np


def rmsprop_step(w, dw, s, lr, beta=0.9, eps=1e-8):
    s = beta * s + (1 - beta) * np.power(dw, 2)
    root = np.sqrt(s) * eps
    step = np.divide(lr * eps * dw, root, out=np.zeros(w.shape), where=root > 0)
    return w - step, s
