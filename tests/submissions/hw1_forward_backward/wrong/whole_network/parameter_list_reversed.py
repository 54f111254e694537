"""Backward reverses the caller's own list of parameters.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    inputs = []
    h = x
    for i, p in enumerate(params):
        inputs.append(h)
        h = h @ p["w"] + p["b"]
        if i + 1 < len(params):
            h = np.maximum(h, 0.0)
    return h, (inputs, params)


def mlp_backward(dlogits, cache):
    inputs, params = cache
    params.reverse()
    grads = []
    d = dlogits
    for p, h in zip(params, inputs[::-1]):
        grads.append({"w": h.T @ d, "b": d.sum(axis=0)})
        d = (d @ p["w"].T) * (h > 0)
    return grads[::-1]
