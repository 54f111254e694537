"""The shrinking factor is kept at 0 or above: wrong once lr * lam / m exceeds 1.
wrong: weight_decay_step
"""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    shrink = np.maximum(0.0, 1.0 - lr * lam / m)
    return shrink * w - lr * dw
