"""The bias as one more row of w; dw and db are views of one own gradient matrix."""

import numpy as np


def dense_forward(x, w, b):
    x1 = np.column_stack([x, np.ones(len(x))])
    w1 = np.vstack([w, b])
    return x1 @ w1, (x1, w1)


def dense_backward(dz, cache):
    x1, w1 = cache
    dw1 = x1.T @ dz
    return (dz @ w1.T)[:, :-1], dw1[:-1], dw1[-1]
