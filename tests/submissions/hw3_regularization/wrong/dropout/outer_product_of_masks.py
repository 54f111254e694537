"""The mask is an outer product of row and column draws: the right share, but dependent entries.
wrong: dropout_forward
"""

import numpy as np


def dropout_backward(dout, cache):
    return dout.copy() if cache is None else dout * cache


def dropout_forward(x, keep_prob, rng, training=True):
    if not 0 < keep_prob <= 1:
        raise ValueError("keep_prob must be in (0, 1]")
    if not training:
        return x.copy(), None
    q = np.sqrt(keep_prob)
    mask = np.outer(rng.random(x.shape[0]) < q, rng.random(x.shape[1]) < q) / keep_prob
    return x * mask, mask
