"""In-place work on one own buffer with out=, and a last in-place subtraction from a copy."""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    step = np.empty(w.shape)
    np.multiply(w, lam, out=step)
    np.divide(step, m, out=step)
    np.add(step, dw, out=step)
    np.multiply(step, lr, out=step)
    new = w.copy()
    new -= step
    return new
