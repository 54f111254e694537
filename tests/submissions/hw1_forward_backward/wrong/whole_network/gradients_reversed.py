"""The gradients come last layer first.
wrong: mlp_backward
"""

import numpy as np


def mlp_forward(x, params):
    acts = [x]
    for p in params[:-1]:
        acts.append(np.maximum(0, acts[-1] @ p["w"] + p["b"]))
    logits = acts[-1] @ params[-1]["w"] + params[-1]["b"]
    return logits, (acts, params)


def mlp_backward(dlogits, cache):
    acts, params = cache
    grads = []
    d = dlogits
    for i in range(len(params) - 1, -1, -1):
        grads.append({"w": acts[i].T @ d, "b": d.sum(axis=0)})
        d = (d @ params[i]["w"].T) * (acts[i] > 0)
    return grads
