"""The bias gradient has shape (1, K) because of keepdims.
wrong: dense_backward
"""

import numpy as np


def dense_forward(x, w, b):
    z = np.matmul(x, w) + b
    return z, {"x": x, "w": w, "b": b}


def dense_backward(dz, cache):
    dw = cache["x"].T @ dz
    db = np.sum(dz, axis=0, keepdims=True)
    dx = dz @ cache["w"].T
    return dx, dw, db
