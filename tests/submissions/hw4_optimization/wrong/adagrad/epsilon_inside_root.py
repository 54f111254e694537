"""eps is inside the root.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    s_new = s + np.square(dw)
    return w - lr * dw / np.sqrt(s_new + eps), s_new
