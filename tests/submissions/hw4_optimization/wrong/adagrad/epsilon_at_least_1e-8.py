"""An eps below 1e-8 is raised to 1e-8.
wrong: adagrad_step
"""

import numpy as np


def adagrad_step(w, dw, s, lr, eps=1e-8):
    eps = max(eps, 1e-8)
    s_new = s + dw**2
    return w - lr * dw / (np.sqrt(s_new) + eps), s_new
