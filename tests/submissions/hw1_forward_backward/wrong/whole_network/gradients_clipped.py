"""Clips every gradient at 100, as if it were part of the backward pass.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    inputs, a = [], x
    for i, layer in enumerate(params):
        inputs.append(a)
        z = a @ layer["w"] + layer["b"]
        a = z if i == len(params) - 1 else np.maximum(z, 0)
    return z, (inputs, [layer["w"] for layer in params])


def mlp_backward(dlogits, cache):
    inputs, weights = cache
    grads, dz = [], dlogits
    for a, w in zip(inputs[::-1], weights[::-1]):
        dw, db = a.T @ dz, dz.sum(axis=0)
        grads.append({"w": np.clip(dw, -100, 100), "b": np.clip(db, -100, 100)})
        dz = (dz @ w.T) * (a > 0)
    return grads[::-1]
