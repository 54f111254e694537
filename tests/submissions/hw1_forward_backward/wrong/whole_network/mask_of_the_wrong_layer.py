"""Backward masks with the first hidden layer's activation wherever its width fits.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    a = x
    inputs = []
    for i, p in enumerate(params):
        inputs.append(a)
        z = np.dot(a, p["w"]) + p["b"]
        a = z if i == len(params) - 1 else np.maximum(z, 0)
    return a, {"inputs": inputs, "ws": [p["w"] for p in params]}


def mlp_backward(dlogits, cache):
    inputs, ws = cache["inputs"], cache["ws"]
    grads = [None] * len(ws)
    delta = dlogits
    for i in reversed(range(len(ws))):
        grads[i] = {"w": inputs[i].T @ delta, "b": delta.sum(axis=0)}
        if i > 0:
            mask = inputs[1] > 0
            if mask.shape[1] != ws[i].shape[0]:
                mask = inputs[i] > 0
            delta = (delta @ ws[i].T) * mask
    return grads
