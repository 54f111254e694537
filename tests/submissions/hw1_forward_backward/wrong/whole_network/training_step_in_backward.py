"""Backward also updates the parameters, "so that the network learns".
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    a, cache = x, []
    for i, p in enumerate(params):
        cache.append((a, p))
        a = a @ p["w"] + p["b"]
        if i < len(params) - 1:
            a = np.maximum(a, 0)
    return a, cache


def mlp_backward(dlogits, cache):
    d = dlogits
    grads = []
    for a, p in reversed(cache):
        g = {"w": a.T @ d, "b": d.sum(axis=0)}
        d = (d @ p["w"].T) * (a > 0)
        p["w"] -= 0.01 * g["w"]
        p["b"] -= 0.01 * g["b"]
        grads.insert(0, g)
    return grads
