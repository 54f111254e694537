"""One weight at a time over the flat arrays, in Python floats."""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    new = []
    for weight, slope in zip(w.ravel().tolist(), dw.ravel().tolist()):
        new.append(weight - lr * (slope + lam * weight / m))
    return np.array(new, dtype=np.float64).reshape(w.shape)
