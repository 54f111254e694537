"""Always keeps exactly round(p * size) entries: not each on its own.
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
    n = int(round(keep_prob * x.size))
    mask = np.zeros(x.size)
    mask[rng.permutation(x.size)[:n]] = 1 / keep_prob
    mask = mask.reshape(x.shape)
    return x * mask, mask
