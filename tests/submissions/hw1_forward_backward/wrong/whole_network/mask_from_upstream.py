"""Cuts gradients off where they are negative.
wrong: mlp_backward
"""

import numpy as np


def mlp_backward(dlogits, cache):
    grads, d = [], dlogits
    for i in range(len(cache) - 1, -1, -1):
        a, w, _ = cache[i]
        grads.insert(0, {"w": a.T @ d, "b": d.sum(axis=0)})
        if i:
            d = np.maximum(d @ w.T, 0)
    return grads


def mlp_forward(x, params):
    a, cache = x, []
    for i, p in enumerate(params):
        z = a @ p["w"] + p["b"]
        cache.append((a, p["w"], z))
        a = np.maximum(z, 0) if i < len(params) - 1 else z
    return a, cache
