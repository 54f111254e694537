"""Bias gradients are means over the batch.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    caches = []
    out = x
    last = len(params) - 1
    for i, p in enumerate(params):
        prev = out
        out = prev @ p["w"] + p["b"]
        caches.append((prev, p["w"]))
        if i != last:
            out = out * (out > 0)
    return out, caches


def mlp_backward(dlogits, cache):
    grads = []
    dout = dlogits
    for prev, w in reversed(cache):
        grads.append(dict(w=prev.T @ dout, b=np.mean(dout, axis=0)))
        dout = (dout @ w.T) * (prev > 0)
    return list(reversed(grads))
