"""The step is rounded to float32.
wrong: sgd_step
"""

import numpy as np


def sgd_step(w, dw, lr):
    step = np.float32(lr) * dw.astype(np.float32)
    return w - step.astype(np.float64)
