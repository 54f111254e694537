"""A hidden layer of one unit has no ReLU.
wrong: mlp_forward
"""

import numpy as np


def mlp_forward(x, params):
    a, inputs = x, []
    for place, layer in enumerate(params):
        inputs.append(a)
        a = a @ layer["w"] + layer["b"]
        if place < len(params) - 1 and a.shape[1] > 1:
            a = np.maximum(a, 0)
    return a, (inputs, [layer["w"] for layer in params])


def mlp_backward(dlogits, cache):
    inputs, weights = cache
    grads, dz = [], dlogits
    for a, w in zip(inputs[::-1], weights[::-1], strict=True):
        grads.append({"w": a.T @ dz, "b": dz.sum(axis=0)})
        dz = (dz @ w.T) * (a > 0)
    return grads[::-1]
