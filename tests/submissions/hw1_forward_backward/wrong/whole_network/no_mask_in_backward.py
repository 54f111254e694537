"""Backward forgets ReLU's derivative between the layers.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    a = x
    cache = []
    for i, p in enumerate(params):
        z = a @ p["w"] + p["b"]
        cache.append((a, z, p["w"]))
        a = z.copy()
        if i < len(params) - 1:
            a[a < 0] = 0
    return a, cache


def mlp_backward(dlogits, cache):
    grads = []
    da = dlogits
    for a_prev, z, w in reversed(cache):
        grads.append({"w": a_prev.T @ da, "b": da.sum(axis=0)})
        da = da @ w.T
    return grads[::-1]
