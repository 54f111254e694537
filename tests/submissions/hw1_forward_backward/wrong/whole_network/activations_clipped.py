"""Clips activations at 1000.
wrong: mlp_forward
"""

import numpy as np


def mlp_forward(x, params):
    a, inputs = x, []
    for layer in params[:-1]:
        inputs.append(a)
        a = np.clip(a @ layer["w"] + layer["b"], 0, 1000)
    inputs.append(a)
    logits = a @ params[-1]["w"] + params[-1]["b"]
    return logits, (inputs, [layer["w"] for layer in params])


def mlp_backward(dlogits, cache):
    inputs, weights = cache
    grads, dz = [], dlogits
    for a, w in zip(inputs[::-1], weights[::-1], strict=True):
        grads.append({"w": a.T @ dz, "b": dz.sum(axis=0)})
        dz = (dz @ w.T) * (a > 0)
    return grads[::-1]
