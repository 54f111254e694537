"""Forward forgets the bias.
wrong: dense_forward
"""

import numpy as np


def dense_forward(x, w, b):
    z = np.einsum("nd,dk->nk", x, w)
    return z, (x, w, b)


def dense_backward(dz, cache):
    x, w, b = cache
    dx = np.einsum("nk,dk->nd", dz, w)
    dw = np.einsum("nd,nk->dk", x, dz)
    db = np.einsum("nk->k", dz)
    return dx, dw, db
