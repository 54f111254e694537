"""A loop over the layers, a list of (input, weights, pre-activation) as the cache."""

import numpy as np


def mlp_forward(x, params):
    cache = []
    a = x
    for i, layer in enumerate(params):
        z = a @ layer["w"] + layer["b"]
        cache.append((a, layer["w"], z))
        a = np.maximum(z, 0) if i < len(params) - 1 else z
    return a, cache


def mlp_backward(dlogits, cache):
    grads = [None] * len(cache)
    dz = dlogits
    for i in range(len(cache) - 1, -1, -1):
        a, w, _ = cache[i]
        grads[i] = {"w": a.T @ dz, "b": dz.sum(axis=0)}
        if i > 0:
            dz = (dz @ w.T) * (cache[i - 1][2] > 0)
    return grads
