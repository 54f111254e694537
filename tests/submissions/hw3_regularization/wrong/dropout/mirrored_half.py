"""The lower half of the batch uses mirrored numbers of the upper half (1 - u): not independent.
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
    n = (len(x) + 1) // 2
    u = rng.random((n, x.shape[1]))
    u = np.concatenate([u, 1 - u])[: len(x)]
    mask = (u < keep_prob) / keep_prob
    return x * mask, mask
