"""The step as one 2x3 matrix that acts on the stacked (w, v, dw); two views of the own result."""

import numpy as np


def momentum_step(w, dw, v, lr, beta=0.9, dampening=True):
    gain = 1 - beta if dampening else 1.0
    matrix = np.array([[1.0, -lr * beta, -lr * gain], [0.0, beta, gain]])
    both = np.einsum("ij,j...->i...", matrix, np.stack([w, v, dw]))
    return both[0], both[1]
