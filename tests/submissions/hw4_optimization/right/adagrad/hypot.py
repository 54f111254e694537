"""The root of the new sum as the hypotenuse of the old root and the gradient."""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    root = np.hypot(np.sqrt(s), dw)
    return w - lr * (dw / (root + eps)), s + dw * dw
