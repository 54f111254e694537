"""No ReLU after the first layer.
wrong: mlp_forward, mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    h = x
    steps = []
    for i, p in enumerate(params):
        inp = h
        z = inp @ p["w"] + p["b"]
        active = 0 < i < len(params) - 1
        h = np.maximum(z, 0) if active else z
        steps.append((inp, p["w"], (z > 0) if active else np.ones(z.shape)))
    return h, steps


def mlp_backward(dlogits, cache):
    g = dlogits
    out = []
    for inp, w, mask in cache[::-1]:
        g = g * mask
        out.append({"w": inp.T @ g, "b": g.sum(0)})
        g = g @ w.T
    return out[::-1]
