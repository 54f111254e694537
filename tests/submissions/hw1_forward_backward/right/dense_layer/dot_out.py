"""np.dot with out= into own buffers; db by a product with a row of ones, reshaped."""

import numpy as np


def dense_forward(x, w, b):
    z = np.empty((x.shape[0], w.shape[1]))
    np.dot(x, w, out=z)
    np.add(z, b, out=z)
    return z, {"inputs": (x, w)}


def dense_backward(dz, cache):
    x, w = cache["inputs"]
    dx, dw = np.empty(x.shape), np.empty(w.shape)
    np.dot(dz, w.T, out=dx)
    np.dot(x.T, dz, out=dw)
    db = np.dot(np.ones((1, dz.shape[0])), dz).reshape(w.shape[1])
    return dx, dw, db
