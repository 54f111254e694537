"""The step is computed in float32.
wrong: weight_decay_step
"""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    step = np.asarray(lr * (dw + lam / m * w), dtype=np.float32)
    return w - step
