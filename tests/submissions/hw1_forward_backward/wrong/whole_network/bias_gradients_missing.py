"""The gradients hold "w" only; the key "b" is missing.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    a = x
    cache = []
    for i, layer in enumerate(params, start=1):
        z = a @ layer["w"] + layer["b"]
        cache.append((a, layer["w"], z))
        a = np.maximum(z, 0) if i < len(params) else z
    return a, cache


def mlp_backward(dlogits, cache):
    grads = []
    dz = dlogits
    for l in range(len(cache) - 1, -1, -1):
        a, w, _ = cache[l]
        grads.append({"w": a.T @ dz})
        if l:
            dz = (dz @ w.T) * (cache[l - 1][2] > 0)
    grads.reverse()
    return grads
