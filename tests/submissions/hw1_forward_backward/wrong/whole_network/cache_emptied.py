"""Backward pops the layers off the cache; a second backward returns an empty list.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    a = x
    cache = []
    for i in range(len(params)):
        w, b = params[i]["w"], params[i]["b"]
        cache.append((a, w))
        z = a @ w + b
        a = z if i == len(params) - 1 else np.where(z > 0, z, 0)
    return a, cache


def mlp_backward(dlogits, cache):
    grads = []
    dz = dlogits
    while cache:
        a, w = cache.pop()
        grads.insert(0, {"w": a.T @ dz, "b": dz.sum(axis=0)})
        dz = np.where(a > 0, dz @ w.T, 0)
    return grads
