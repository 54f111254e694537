"""einsum throughout; the cache is a dict of lists; masks come from the outputs."""

import numpy as np


def mlp_forward(x, params):
    cache = {"inputs": [x], "weights": [p["w"] for p in params]}
    for p in params[:-1]:
        z = np.einsum("nd,dk->nk", cache["inputs"][-1], p["w"]) + p["b"]
        cache["inputs"].append(z * (z > 0))
    p = params[-1]
    return np.einsum("nd,dk->nk", cache["inputs"][-1], p["w"]) + p["b"], cache


def mlp_backward(dlogits, cache):
    grads = []
    g = dlogits
    for a, w in zip(cache["inputs"][::-1], cache["weights"][::-1]):
        grads.insert(0, {"w": np.einsum("nd,nk->dk", a, g), "b": np.einsum("nk->k", g)})
        g = np.einsum("nk,dk,nd->nd", g, w, (a > 0).astype(float))
    return grads
