"""Is written for exactly two layers; further layers are ignored and one layer fails.
wrong: mlp_forward, mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    w1, b1 = params[0]["w"], params[0]["b"]
    w2, b2 = params[1]["w"], params[1]["b"]
    z1 = x @ w1 + b1
    a1 = np.maximum(z1, 0)
    z2 = a1 @ w2 + b2
    return z2, (x, z1, a1, w2)


def mlp_backward(dlogits, cache):
    x, z1, a1, w2 = cache
    dw2 = a1.T @ dlogits
    db2 = dlogits.sum(axis=0)
    dz1 = (dlogits @ w2.T) * (z1 > 0)
    dw1 = x.T @ dz1
    db1 = dz1.sum(axis=0)
    return [{"w": dw1, "b": db1}, {"w": dw2, "b": db2}]
