"""einsum throughout; the cache is a dict."""

import numpy as np


def dense_forward(x, w, b):
    z = np.einsum("nd,dk->nk", x, w) + b[np.newaxis, :]
    return z, dict(x=x, w=w)


def dense_backward(dz, cache):
    dx = np.einsum("nk,dk->nd", dz, cache["w"])
    dw = np.einsum("nd,nk->dk", cache["x"], dz)
    db = np.einsum("nk->k", dz)
    return dx, dw, db
