"""Own buffers and out= throughout."""

import numpy as np


def nesterov_step(w, dw, v, lr, beta=0.9):
    velocity = np.empty(v.shape)
    weights = np.empty(w.shape)
    np.multiply(beta, v, out=velocity)
    np.add(velocity, dw, out=velocity)
    np.multiply(beta, velocity, out=weights)
    np.add(weights, dw, out=weights)
    np.multiply(lr, weights, out=weights)
    np.subtract(w, weights, out=weights)
    return weights, velocity
