"""lam is not divided by the number of examples.
wrong: weight_decay_step
"""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    total = np.add(dw, np.multiply(lam, w))
    return np.subtract(w, np.multiply(lr, total))
