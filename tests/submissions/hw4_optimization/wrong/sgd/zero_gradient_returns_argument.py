"""Returns w itself when there is nothing to do.
wrong: sgd_step
"""

import numpy as np


def sgd_step(w, dw, lr):
    if lr == 0 or not np.any(dw):
        return w
    return w - lr * dw
