"""The new weights as a linear combination of w and dw: a tensordot with two coefficients."""

import numpy as np


def weight_decay_step(w, dw, lr, lam, m):
    coefficients = np.array([1.0 - lr * (lam / m), -lr])
    return np.tensordot(coefficients, np.stack([w, dw]), axes=1)
