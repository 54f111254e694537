"""No eps: only an exact zero is guarded.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s = s + dw * dw
    root = np.sqrt(s)
    root = np.where(root == 0, 1.0, root)
    return w - lr * dw / root, s
