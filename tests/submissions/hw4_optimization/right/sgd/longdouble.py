"""Extended precision inside, rounded once."""

import numpy as np


def sgd_step(w, dw, lr):
    step = np.longdouble(lr) * dw.astype(np.longdouble)
    return (w.astype(np.longdouble) - step).astype(np.float64)
